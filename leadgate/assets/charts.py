"""Pictures of the funnel: figures for an SVG the server draws; a table with the same figures stands beside it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO

from leadgate.assets.models import Step
from leadgate.assets.queries import Funnel

WIDTH = 640
BAR_HEIGHT = 34
GAP = 14
DAYS_HEIGHT = 160
LABEL = 150


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a picture, in user units of the SVG."""

    label: str
    count: int
    share: float
    x: float
    y: float
    width: float
    height: float


def steps(total: Mapping[Step, int]) -> list[Bar]:
    """One bar per step, as wide as its share of the first."""
    most = max([*total.values(), 1])
    room = WIDTH - LABEL - 90
    return [
        Bar(
            step.value,
            total[step],
            total[step] / most,
            LABEL,
            at * (BAR_HEIGHT + GAP),
            room * total[step] / most,
            BAR_HEIGHT,
        )
        for at, step in enumerate(Step)
    ]


def days(by_day: Mapping[date, Mapping[Step, int]]) -> list[Bar]:
    """One bar per day, as high as its confirmed requests."""
    counts = {day: counts[Step.CONFIRMED] for day, counts in by_day.items()}
    most, width = max([*counts.values(), 1]), WIDTH / max(len(counts), 1)
    return [
        Bar(day.isoformat(), n, n / most, at * width, DAYS_HEIGHT * (1 - n / most), width * 0.8, DAYS_HEIGHT * n / most)
        for at, (day, n) in enumerate(counts.items())
    ]


def as_csv(found: Funnel) -> str:
    """The figures by source, one row each."""
    text = StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(["source", *Step])
    for source, counts in [("(all)", found.total), *sorted(found.by_source.items())]:
        rows.writerow([_inert(source or "(direct)"), *(counts[step] for step in Step)])
    return text.getvalue()


def _inert(cell: str) -> str:
    """A cell no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r＝＋－＠" else cell
