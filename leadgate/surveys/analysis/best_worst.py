"""Best-worst scores: how often a thing was called the best less how often the worst, of the times it was shown.

The score of each respondent is worked out first, so that the interval counts people and not their many sets (Marley &
Louviere 2005 show that these differences order things as the maximum-difference model does).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from leadgate.surveys.analysis.hiding import FEWEST
from leadgate.surveys.analysis.intervals import mean
from leadgate.surveys.analysis.tallies import Frozen, thawed


def scores(things: Sequence[str], counts: Mapping[Frozen, float]) -> list[dict[str, Any]]:
    """Each thing with its score from −1 (always the worst) to 1 (always the best), highest first."""
    found: dict[str, dict[float, float]] = {one: defaultdict(float) for one in things}
    for value, count in counts.items():
        for thing, score in _of_one(thawed(value)).items():
            if thing in found:
                found[thing][score] += count
    rows = [_row(thing, given) for thing, given in found.items()]
    return sorted(rows, key=lambda row: -(row["score"][0] if row["score"] else -2))


def _of_one(sets: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """The score of each thing one respondent saw."""
    seen: dict[str, int] = defaultdict(int)
    less: dict[str, int] = defaultdict(int)
    for best, worst, *rest in sets.values():
        for thing in (best, worst, *rest):
            seen[thing] += 1
        less[best] += 1
        less[worst] -= 1
    return {thing: less[thing] / times for thing, times in seen.items()}


def _row(thing: str, given: Mapping[float, float]) -> dict[str, Any]:
    people = sum(given.values())
    if people < FEWEST:
        return {"code": thing, "count": None, "score": None}
    return {"code": thing, "count": round(people), "score": mean(given).plain()}
