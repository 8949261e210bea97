"""People are told in blocks: some whole days in a row, with five at least of each step that was reached, or none.

Of any two spans of time the figures differ by whole blocks, so no difference of spans is one to four people. Which days
are a block depends on nothing but what was counted by its end, never on what was asked for, and days that are not over
are in none. Within a block origins stand by themselves where five came by each, and are folded where fewer did.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from leadgate.analytics.sources import BETWEEN

Counts = dict[str, int]
"""How often each step was reached."""
ByOrigin = dict[str, Counts]
LEAST = 5
SEVERAL = "*"
"""In place of the words of an origin that are not told; alone, of several sources. No word of a link is one."""
NAMED_SHARE, LONGEST = 0.8, 14
"""Origins are told once so many people stand under a source of their own, or after so many days."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some whole days in a row.

    Args:
        first, last: the days.
        cells: how often each step was reached by each origin, folded so that each figure is nought or five at least.
    """

    first: date
    last: date
    cells: ByOrigin

    @property
    def total(self) -> Counts:
        """How often each step was reached."""
        return added(self.cells.values())


def began(day: date) -> date:
    """The first day of a day's quarter, with which blocks begin anew, so that little has to be read for a span."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def added(counts: Iterable[Mapping[str, int]]) -> Counts:
    """The sums, step by step."""
    found: Counts = {}
    for one in counts:
        for step, count in one.items():
            found[step] = found.get(step, 0) + count
    return found


def is_told(counts: Mapping[str, int]) -> bool:
    """Whether nobody stands alone: each step was reached by nobody, or five times at least, and some was."""
    return any(counts.values()) and not any(0 < count < LEAST for count in counts.values())


def blocks(by_day: Mapping[date, ByOrigin]) -> Iterator[Block]:
    """The blocks of some days, as short as they can be.

    Args:
        by_day: how often each step was reached by each origin, of each day that is over; no block goes past a quarter.
    """
    yield from _closed(by_day, lambda _first, _last, _cells, total: is_told(total))


def blocks_of_days(began: date, counts: Mapping[str, Sequence[int]]) -> Iterator[Block]:
    """The same, of one quarter and whatever origin: as many days are folded without a step between.

    Args:
        began: the first day of the quarter.
        counts: by step, a count for each day that is over; what is missing at the end is nought.
    """
    first, sums = None, [0] * len(counts)  # type: int | None, list[int]
    for at, day in enumerate(zip_longest(*counts.values(), fillvalue=0)):
        if not any(day):
            continue
        first = at if first is None else first
        sums = [so_far + count for so_far, count in zip(sums, day, strict=True)]
        if not any(0 < one < LEAST for one in sums):
            total = {step: count for step, count in zip(counts, sums, strict=True) if count}
            yield Block(began + timedelta(days=first), began + timedelta(days=at), {"": total})
            first, sums = None, [0] * len(counts)


def wide_blocks(by_day: Mapping[date, ByOrigin]) -> Iterator[Block]:
    """Blocks that are long enough for most people to stand under their own source; each is one or more of `blocks`.

    Args:
        by_day: as for `blocks`.
    """

    def closes(first: date, last: date, cells: ByOrigin, total: Counts) -> bool:
        if not is_told(total):
            return False
        if (last - first).days + 1 >= LONGEST:
            return True
        several = folded(cells).get(SEVERAL, {})
        return sum(several.values()) <= (1 - NAMED_SHARE) * sum(total.values())

    yield from _closed(by_day, closes)


Closes = Callable[[date, date, ByOrigin, Counts], bool]


def _closed(by_day: Mapping[date, ByOrigin], closes: Closes) -> Iterator[Block]:
    first, cells, total = None, {}, {}  # type: date | None, ByOrigin, Counts
    for day in sorted(by_day):
        if first is None or began(first) != began(day):
            first, cells, total = day, {}, {}
        for origin, counts in by_day[day].items():
            cells[origin] = added([cells.get(origin, {}), counts])
        total = added([total, *by_day[day].values()])
        if closes(first, day, cells, total):
            yield Block(first, day, folded(cells))
            first, cells, total = None, {}, {}


def folded(cells: Mapping[str, Counts]) -> ByOrigin:
    """Origins by which five came each; others under what they have in common, at last under several.

    Args:
        cells: how often each step was reached by each origin, of which all together are told.
    """
    if len(cells) == 1:
        return dict(cells)
    told: ByOrigin = {}
    left = {origin: dict(counts) for origin, counts in cells.items() if any(counts.values())}
    for fold in (_whole, _campaign, _source):
        for name, (origins, counts) in _joined(left, fold).items():
            if is_told(counts):
                told[name] = counts
                left = {origin: counts for origin, counts in left.items() if origin not in origins}
    several = added(left.values())
    while any(several.values()) and not is_told(several):
        smallest = min(told, key=lambda name: (sum(told[name].values()), name))
        several = added([several, told.pop(smallest)])
    return told | ({SEVERAL: several} if any(several.values()) else {})


def _joined(left: Mapping[str, Counts], fold: Callable[[str], str]) -> dict[str, tuple[set[str], Counts]]:
    found: dict[str, tuple[set[str], Counts]] = {}
    for origin, counts in left.items():
        origins, so_far = found.get(fold(origin), (set(), {}))
        found[fold(origin)] = (origins | {origin}, added([so_far, counts]))
    return found


def _whole(origin: str) -> str:
    return origin


def _campaign(origin: str) -> str:
    return BETWEEN.join([*[*origin.split(BETWEEN), "", ""][:3], SEVERAL])


def _source(origin: str) -> str:
    return BETWEEN.join([origin.split(BETWEEN, maxsplit=1)[0], SEVERAL])
