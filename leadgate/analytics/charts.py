"""Pictures of a funnel: figures for an SVG the server draws; a table with the same figures stands beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from leadgate.analytics.blocks import Block
from leadgate.analytics.spans import Span

WIDTH = 640
HEIGHT = 160


@dataclass(frozen=True, slots=True)
class StepBar:
    """One step of the funnel and its share of the widest, from 0 to 1."""

    label: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class DaysBar:
    """The bar of some days in a row, in user units of the SVG: as large as its people are many."""

    first: date
    last: date
    count: int
    x: float
    y: float
    width: float
    height: float

    @property
    def a_day(self) -> float:
        """How many a day."""
        return self.count / ((self.last - self.first).days + 1)


def steps(total: Mapping[str, int]) -> list[StepBar]:
    """One bar per step, as wide as its share of the largest."""
    most = max([*total.values(), 1])
    return [StepBar(str(step), count, count / most) for step, count in total.items()]


def days(told: Sequence[Block], step: str, span: Span) -> list[DaysBar]:
    """One bar per block, as wide as its days and as high as how often a step was reached on each of them."""
    one_day = WIDTH / span.days
    bars = [
        DaysBar(
            *(block.first, block.last, block.total.get(step, 0), (block.first - span.first).days * one_day, HEIGHT),
            *(((block.last - block.first).days + 0.8) * one_day, 0),
        )
        for block in told
    ]
    most = max([*(bar.a_day for bar in bars), 1])
    return [_as_high(bar, HEIGHT * bar.a_day / most) for bar in bars]


def _as_high(bar: DaysBar, height: float) -> DaysBar:
    return DaysBar(bar.first, bar.last, bar.count, bar.x, HEIGHT - height, bar.width, height)
