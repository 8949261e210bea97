"""Figures of numbers: mean, median, and a histogram whose ends name nobody."""

import math
from typing import Any

from leadgate.statistics import intervals
from leadgate.statistics.disclosure import hidden_of_line
from leadgate.survey_reports.analysis.rows import round_width
from leadgate.survey_reports.analysis.tallies import Tally

BINS = 10


def amounts(given: Tally) -> dict[str, Any]:
    """The mean with its interval, and the median."""
    numbers = {float(value): weight for value, weight in given.weighed.items()}
    return {"mean": intervals.mean(numbers, given.effective).plain(), "median": intervals.median(numbers)}


def bins(given: Tally) -> list[dict[str, Any]]:
    """At most ten equal steps between round numbers, the lowest and the highest of which are nobody's answer."""
    numbers = {float(value): count for value, count in given.people.items()}
    width = round_width((max(numbers) - min(numbers)) / BINS)
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
