"""Steps of numbers: whose ends name nobody, and in each of which many stand."""

import math
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence

from leadgate.statistics.disclosure import FEWEST, is_small

BINS = 10
FINEST = 1e-6
STEPS = (1.0, 2.0, 5.0, 10.0)


def step_of(number: float, edges: Sequence[float]) -> int:
    """In which step a number lies, from 0; the last one holds its own upper edge, which a scale may end at."""
    return min(bisect_right(edges, number), len(edges) - 1) - 1


def edges(numbers: Mapping[float, float], least: float | None, most: float | None) -> list[float]:
    """The edges of at most ten equal steps between round numbers, joined until five people stand in each.

    The lowest and the highest are the scale's own ends, or nobody's answer, unless by chance.

    Args:
        numbers: how many people gave each.
        least, most: the ends of the scale, where it has any.
    """
    if sum(numbers.values()) < FEWEST:
        return []
    width = round_width((max(numbers) - min(numbers)) / BINS)
    steps = range(math.floor(min(numbers) / width) - 1, math.floor(max(numbers) / width) + 3)
    marks = _on_scale(least, most, numbers, [round(at * width, 6) for at in steps])
    held = [0.0] * (len(marks) - 1)
    for number, people in numbers.items():
        held[step_of(number, marks)] += people
    first, last = (next(at for at in places if held[at]) for places in (range(len(held)), range(len(held) - 1, -1, -1)))
    found, joined = [marks[first]], [0.0]
    for at in range(first, last + 1):
        joined[-1] += held[at]
        if not is_small(joined[-1]):
            found.append(marks[at + 1])
            joined.append(0.0)
    while found[-1] != marks[last + 1] or is_small(joined[-1]):
        # What is left over at the end goes to the step before it.
        found[-1], joined[-2:] = marks[last + 1], [sum(joined[-2:])]
        if is_small(joined[-1]):
            found.pop()
    return found


def _on_scale(least: float | None, most: float | None, given: Collection[float], marks: Sequence[float]) -> list[float]:
    """Marks that go no further than the scale does; where an earlier version went further, they do as they would."""
    low = marks[0] if least is None or least > min(given) else float(least)
    high = marks[-1] if most is None or most < max(given) else float(most)
    return sorted({min(max(mark, low), high) for mark in marks}) if low < high else list(marks)


def round_width(least: float) -> float:
    """The next of 1, 2, 5, 10, 20, … (or 0.1, 0.2, …) from this width up."""
    if least <= 0:
        return 1.0
    least = max(least, FINEST)
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in STEPS if step * power >= least)
