"""Figures of numbers: mean, median, and a histogram whose ends name nobody and whose bars stand for many."""

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any

from leadgate.questions.kinds import Number, Slider
from leadgate.statistics import intervals, steps
from leadgate.statistics.disclosure import FEWEST, gives_one_away, is_small
from leadgate.statistics.intervals import Estimate
from leadgate.statistics.tallies import Tally


def amounts(
    item: Number | Slider,
    given: Tally,
    edges: Sequence[float],
    unknown: Collection[str],
    *,
    said: tuple[bool, bool],
    is_alone: bool,
) -> dict[str, Any]:
    """The mean with its interval, and the median; None where one would give somebody's number away.

    Only a slider is a scale to which everybody uses both ends; the bounds of a number keep out what nobody can mean.

    Args:
        item: the question.
        given: the numbers.
        edges: of the bins.
        unknown: the bins of which nothing, or no weighted share, is said.
        said: whether the mean may be, and whether its interval may tell how far the numbers lie apart.
        is_alone: whether nothing else is said of those who gave them.
    """
    numbers = {float(value): weight for value, weight in given.weighed.items()}
    scale = (float(item.least), float(item.most)) if isinstance(item, Slider) else None
    found = intervals.mean(numbers, given.effective, scale)
    mean: Any = _kept_within(item, found).plain()
    if not said[1]:
        mean = intervals.widest(numbers, given.effective, scale).plain() if scale else round(found.value, 6)
    return {"mean": mean if said[0] else None, "median": _median(numbers, given, edges, unknown, is_alone=is_alone)}


def may_say_mean(group: Tally) -> bool:
    """Whether the mean of a group gives nobody's number away by itself."""
    return not (is_small(group.answered) or gives_one_away(group.people))


def _kept_within(item: Number | Slider, found: Estimate) -> Estimate:
    low = found.low if item.least is None else max(found.low, float(item.least))
    high = found.high if item.most is None else min(found.high, float(item.most))
    return Estimate(found.value, low, high)


def _median(
    numbers: Mapping[float, float],
    given: Tally,
    edges: Sequence[float],
    unknown: Collection[str],
    *,
    is_alone: bool,
) -> Any:
    """The median where five gave it and nothing else is said of them, else the bin it lies in, where bins are shown.

    The ends of its interval are numbers people gave, so each is moved out to the edge of its bin.
    """
    found = intervals.median(numbers, given.effective)
    if is_alone and given.people.get(found.value, 0) >= FEWEST:
        if unknown or math.isinf(found.low):
            return found.value
        return Estimate(found.value, _bin_of(found.low, edges)[0], _bin_of(found.high, edges)[1]).plain()
    return None if unknown else {"between": _bin_of(found.value, edges)}


def _bin_of(number: float, edges: Sequence[float]) -> list[float]:
    at = steps.step_of(number, edges)
    return [edges[at], edges[at + 1]]


def edges_of(item: Number | Slider, given: Tally) -> list[float]:
    """The edges of the steps of a histogram."""
    return steps.edges({float(value): count for value, count in given.people.items()}, item.least, item.most)


def bins(given: Tally, edges: Sequence[float], hidden: Collection[str]) -> list[dict[str, Any]]:
    """How many numbers lie in each step; None where it is hidden."""
    counts = [0.0] * (len(edges) - 1)
    for value, count in given.people.items():
        counts[steps.step_of(float(value), edges)] += count
    return [
        {"from": low, "to": high, "count": None if str(at) in hidden else int(counts[at])}
        for at, (low, high) in enumerate(pairwise(edges))
    ]
