"""Pictures of a funnel: figures for an SVG the server draws; a table with the same figures stands beside it."""

from collections.abc import Iterator, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class GroupedBar:
    """One of the bars that stand side by side, in user units of the SVG.

    Args:
        group, series: which one, counted from 0.
        count: how many it stands for.
        x, y, width, height: where it is.
    """

    group: int
    series: int
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Plot:
    """Bars in groups, over an axis.

    Args:
        ticks: the numbers of the axis, the smallest first, evenly apart from nought to the top.
        bars: group by group.
    """

    ticks: list[int]
    bars: list[GroupedBar]

    @property
    def lines(self) -> list[float]:
        """Where the ticks are."""
        return [HEIGHT * (1 - tick / self.ticks[-1]) for tick in self.ticks]


def ticks(most: int) -> list[int]:
    """Round numbers for an axis: five at most, from nought to the first that is not below the largest bar."""
    apart = next(one for one in _round_numbers() if 4 * one >= most)
    return [apart * at for at in range(max(-(-most // apart), 1) + 1)]


def _round_numbers() -> Iterator[int]:
    ten = 1
    while True:
        yield from (ten, 2 * ten, 5 * ten)
        ten *= 10


def grouped(groups: Sequence[Sequence[int]]) -> Plot:
    """Bars side by side in groups, such as the months; a group has a bar for each of its counts."""
    axis = ticks(max((count for counts in groups for count in counts), default=0))
    wide = WIDTH / max(len(groups), 1)
    bars = []
    for group, counts in enumerate(groups):
        apart = wide * 0.8 / len(counts)
        for series, count in enumerate(counts):
            high = HEIGHT * count / axis[-1]
            x = group * wide + wide * 0.1 + series * apart
            bars.append(GroupedBar(group, series, count, x, HEIGHT - high, apart * 0.9, high))
    return Plot(axis, bars)


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
