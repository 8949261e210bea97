"""Best-worst scores: how often a thing was called the best less how often the worst, of the times it was shown.

The score of each respondent is worked out first, so that the interval counts people and not their many sets (Marley &
Louviere 2005 show that these differences order things as the maximum-difference model does).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from leadgate.statistics.intervals import mean
from leadgate.statistics.preferences import choices_of, shares
from leadgate.statistics.tallies import Tally, thawed
from leadgate.survey_analysis.rows import too_few

SCALE = (-1.0, 1.0)
FEWEST_TO_COMPARE = 50
"""So many people tell which of many things is preferred; of fewer, how often each was chosen says all there is."""


def scores(things: Sequence[str], given: Tally) -> list[dict[str, Any]]:
    """Each thing with its score from −1 (always the worst) to 1 (always the best), highest first."""
    by_thing = given.turned(_of_one)
    rows = [_row(thing, by_thing) for thing in things]
    return sorted(rows, key=lambda row: -(row["score"][0] if row["score"] else -2))


def preferred(things: Sequence[str], given: Tally) -> dict[str, list[float]]:
    """The share of preference of each thing, everybody counted once; none where that would say more than is known."""
    place = {thing: at for at, thing in enumerate(things)}
    answers = [
        [[place[thing] for thing in chosen] for chosen in thawed(sets).values() if place.keys() >= set(chosen)]
        for sets, count in given.people.items()
        for _one in range(int(count))
    ]
    known = [sets for sets in answers if sets]
    if len(known) < FEWEST_TO_COMPARE:
        return {}
    found = shares(choices_of(known, len(things)), len(things))
    return {thing: one.plain() for thing, one in zip(things, found or (), strict=False)}


def _of_one(sets: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, float]]:
    """The score of each thing one respondent saw."""
    seen: dict[str, int] = defaultdict(int)
    less: dict[str, int] = defaultdict(int)
    for best, worst, *rest in sets.values():
        for thing in (best, worst, *rest):
            seen[thing] += 1
        less[best] += 1
        less[worst] -= 1
    yield from ((thing, less[thing] / times) for thing, times in seen.items())


def _row(thing: str, by_thing: Tally) -> dict[str, Any]:
    mine = by_thing.of(key for key in by_thing.people if key[0] == thing)
    if too_few(mine):
        return {"code": thing, "count": None, "score": None}
    points = {score: weight for (_, score), weight in mine.weighed.items()}
    return {"code": thing, "count": int(mine.answered), "score": mean(points, mine.effective, SCALE).plain()}
