"""Figures of numbers: mean, median, and a histogram whose ends name nobody."""

import math
from typing import Any

from leadgate.questions.kinds import Number, Slider
from leadgate.statistics import intervals
from leadgate.statistics.disclosure import FEWEST, hidden_of_line
from leadgate.statistics.intervals import Estimate
from leadgate.survey_reports.analysis.rows import round_width
from leadgate.survey_reports.analysis.tallies import Tally

BINS = 10


def amounts(item: Number | Slider, given: Tally) -> dict[str, Any]:
    """The mean and the median, each with its interval; the median without where too few answered for one.

    Only a slider is a scale to which everybody uses both ends; the bounds of a number keep out what nobody can mean.
    """
    numbers = {float(value): weight for value, weight in given.weighed.items()}
    scale = (float(item.least), float(item.most)) if isinstance(item, Slider) else None
    mean = _kept_within(item, intervals.mean(numbers, given.effective, scale))
    middle = intervals.median(numbers, given.effective)
    said = _widened(middle, given).plain() if math.isfinite(middle.low) else middle.value
    return {"mean": mean.plain(), "median": said}


def _kept_within(item: Number | Slider, found: Estimate) -> Estimate:
    low = found.low if item.least is None else max(found.low, float(item.least))
    high = found.high if item.most is None else min(found.high, float(item.most))
    return Estimate(found.value, low, high)


def _widened(middle: Estimate, given: Tally) -> Estimate:
    """The interval of a median, each end moved out to the next edge of a bin where fewer than five gave that number.

    The ends are numbers people gave, so they would tell one.
    """
    width = _width(given)
    low, high = (given.people.get(end, 0) >= FEWEST for end in (middle.low, middle.high))
    return Estimate(
        middle.value,
        middle.low if low else round(math.floor(middle.low / width) * width, 6),
        middle.high if high else round((math.floor(middle.high / width) + 1) * width, 6),
    )


def _width(given: Tally) -> float:
    return round_width((max(map(float, given.people)) - min(map(float, given.people))) / BINS)


def bins(given: Tally) -> list[dict[str, Any]]:
    """At most ten equal steps between round numbers, the lowest and the highest of which are nobody's answer."""
    numbers = {float(value): count for value, count in given.people.items()}
    width = _width(given)
    first = math.floor(min(numbers) / width)
    held = dict.fromkeys(range(first, math.floor(max(numbers) / width) + 1), 0.0)
    for number, count in numbers.items():
        held[math.floor(number / width)] += count
    hidden = hidden_of_line(held)
    return [
        {
            "from": round(at * width, 6),
            "to": round((at + 1) * width, 6),
            "count": None if at in hidden else int(count),
        }
        for at, count in held.items()
    ]
