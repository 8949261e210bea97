"""Pictures of a funnel: figures for an SVG the server draws; a table with the same figures stands beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from leadgate.analytics.funnel import Funnel
from leadgate.foundation.web import spreadsheets

WIDTH = 640
HEIGHT = 160


@dataclass(frozen=True, slots=True)
class StepBar:
    """One step of the funnel and its share of the widest, from 0 to 1."""

    label: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class DayBar:
    """One day's bar, in user units of the SVG."""

    day: date
    count: int
    x: float
    y: float
    width: float
    height: float


def steps(total: Mapping[str, int]) -> list[StepBar]:
    """One bar per step, as wide as its share of the largest."""
    most = max([*total.values(), 1])
    return [StepBar(str(step), count, count / most) for step, count in total.items()]


def days(by_day: Mapping[date, Mapping[str, int]], step: str) -> list[DayBar]:
    """One bar per day, as high as how often a step was reached on it."""
    counts = {day: counts[step] for day, counts in by_day.items()}
    most, width = max([*counts.values(), 1]), WIDTH / max(len(counts), 1)
    return [
        DayBar(day, n, at * width, HEIGHT * (1 - n / most), width * 0.8, HEIGHT * n / most)
        for at, (day, n) in enumerate(counts.items())
    ]


def as_csv(found: Funnel) -> bytes:
    """The figures by source, one row each."""
    totals = [("(all)", found.total), *sorted(found.by_source.items())]
    rows = [{"source": source or "(direct)", **counts} for source, counts in totals]
    return spreadsheets.for_spreadsheets(["source", *found.total], rows)
