"""Figures of numbers: mean, median, and a histogram whose ends name nobody and whose bars stand for many."""

import math
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any

from leadgate.questions.kinds import Number, Slider
from leadgate.statistics import intervals
from leadgate.statistics.disclosure import FEWEST, gives_one_away, is_small
from leadgate.statistics.intervals import Estimate
from leadgate.survey_analysis.rows import round_width
from leadgate.survey_analysis.tallies import Tally

BINS = 10


def amounts(
    item: Number | Slider, given: Tally, groups: Sequence[Tally], edges: Sequence[float], unknown: Collection[str]
) -> dict[str, Any]:
    """The mean with its interval, and the median; None where one would give somebody's number away.

    Only a slider is a scale to which everybody uses both ends; the bounds of a number keep out what nobody can mean.

    Args:
        item: the question.
        given: the numbers.
        groups: all whose sum could be worked out from this and other figures.
        edges: of the bins.
        unknown: the bins of which nothing, or no weighted share, is said.
    """
    numbers = {float(value): weight for value, weight in given.weighed.items()}
    scale = (float(item.least), float(item.most)) if isinstance(item, Slider) else None
    may_say = not any(is_small(group.answered) or gives_one_away(group.people) for group in groups)
    mean = _kept_within(item, intervals.mean(numbers, given.effective, scale)).plain() if may_say else None
    return {"mean": mean, "median": _median(numbers, given, edges, unknown, is_alone=len(groups) == 1)}


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
    at = step_of(number, edges)
    return [edges[at], edges[at + 1]]


def step_of(number: float, edges: Sequence[float]) -> int:
    """In which step a number lies, from 0; the last one holds its own upper edge, which a scale may end at."""
    return min(bisect_right(edges, number), len(edges) - 1) - 1


def edges_of(item: Number | Slider, given: Tally) -> list[float]:
    """The edges of at most ten equal steps between round numbers, joined until five people stand in each.

    The lowest and the highest are the scale's own ends, or nobody's answer, unless by chance.
    """
    numbers = {float(value): count for value, count in given.people.items()}
    if sum(numbers.values()) < FEWEST:
        return []
    width = round_width((max(numbers) - min(numbers)) / BINS)
    steps = range(math.floor(min(numbers) / width) - 1, math.floor(max(numbers) / width) + 3)
    marks = _on_scale(item, numbers, [round(at * width, 6) for at in steps])
    held = [0.0] * (len(marks) - 1)
    for number, people in numbers.items():
        held[step_of(number, marks)] += people
    first, last = (next(at for at in places if held[at]) for places in (range(len(held)), range(len(held) - 1, -1, -1)))
    edges, joined = [marks[first]], [0.0]
    for at in range(first, last + 1):
        joined[-1] += held[at]
        if not is_small(joined[-1]):
            edges.append(marks[at + 1])
            joined.append(0.0)
    while edges[-1] != marks[last + 1] or is_small(joined[-1]):
        # What is left over at the end goes to the step before it.
        edges[-1], joined[-2:] = marks[last + 1], [sum(joined[-2:])]
        if is_small(joined[-1]):
            edges.pop()
    return edges


def _on_scale(item: Number | Slider, given: Collection[float], marks: Sequence[float]) -> list[float]:
    """Marks that go no further than the scale does; where an earlier version went further, they do as they would."""
    least, most = item.least, item.most
    low = marks[0] if least is None or least > min(given) else float(least)
    high = marks[-1] if most is None or most < max(given) else float(most)
    return sorted({min(max(mark, low), high) for mark in marks}) if low < high else list(marks)


def bins(given: Tally, edges: Sequence[float], hidden: Collection[str]) -> list[dict[str, Any]]:
    """How many numbers lie in each step; None where it is hidden."""
    counts = [0.0] * (len(edges) - 1)
    for value, count in given.people.items():
        counts[step_of(float(value), edges)] += count
    return [
        {"from": low, "to": high, "count": None if str(at) in hidden else int(counts[at])}
        for at, (low, high) in enumerate(pairwise(edges))
    ]
