"""Hiding what would point at somebody: cells of fewer than five people, and those from which they could be worked out.

A single hidden cell of a line whose sum is known can be subtracted out, so a second one is hidden with it: always the
smallest that is left (Hundepool et al., Statistical Disclosure Control, 2012, 4.2). Who knows this rule knows that a
hidden cell is not empty, so that one and four together, hidden, are four at most.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

FEWEST = 5
"""So many people at least stand behind every figure that is shown."""
TOLD = 0.1
"""So near nobody may come to another person's number."""
K = TypeVar("K", bound=Hashable)


def is_small(count: float) -> bool:
    """Whether a cell points at somebody; an empty one does not."""
    return 0 < count < FEWEST


def in_steps(count: int) -> int:
    """A count as it is told to whoever may not see who is counted: rounded down to a multiple of five.

    None of several such counts, and no sum or difference of them, is known better than up to five, as long as none of
    the groups counted is known to make up another one (docs/decisions/0050-who-only-counts-chooses-nothing.md).
    """
    return count - count % FEWEST


def hidden_of_line(counts: Mapping[K, float], known: Collection[K] = ()) -> set[K]:
    """The cells of a line to hide, where the sum of the line is known; where nothing else helps all, the empty too.

    Args:
        counts: of each cell.
        known: the cells of which everybody knows from elsewhere how many stand behind them: no other hides behind one.
    """
    hidden = {key for key, count in counts.items() if is_small(count)}
    rest = [key for key in counts if counts[key] >= FEWEST and key not in known]
    rest.sort(key=lambda key: (counts[key], str(key)))
    while any(some and _most(some, counts) < FEWEST for some in (hidden, hidden - {*known})):
        if not rest:
            return set(counts)
        hidden.add(rest.pop(0))
    return hidden


def is_told(counts: Mapping[K, float], known: Collection[K]) -> bool:
    """Whether few people are told of although all cells of a line are hidden: by its sum, less what everybody knows."""
    rest = {key for key in counts if key not in known}
    small = any(is_small(counts[key]) for key in rest)
    return bool(known) and small and _most({key for key in rest if counts[key]}, counts) < FEWEST


def _most(hidden: set[K], counts: Mapping[K, float]) -> float:
    """How many can stand behind one hidden cell, as far as anybody can tell."""
    return sum(counts[key] for key in hidden) - (len(hidden) - 1)


def hidden_of_table(cells: Sequence[Sequence[float]]) -> list[list[bool]]:
    """The cells of a table to hide, where the sums of its lines and columns are known."""
    hidden = [[is_small(count) for count in row] for row in cells]
    changed = True
    while changed:
        changed = False
        for line in _lines(len(cells), len(cells[0]) if cells else 0):
            changed |= _hide_second(cells, hidden, line)
    return hidden


def _lines(rows: int, columns: int) -> Iterable[list[tuple[int, int]]]:
    yield from ([(row, column) for column in range(columns)] for row in range(rows))
    yield from ([(row, column) for row in range(rows)] for column in range(columns))


def _hide_second(cells: Sequence[Sequence[float]], hidden: list[list[bool]], line: list[tuple[int, int]]) -> bool:
    """Hide one more cell of a line whose hidden ones could be worked out; answers whether one was hidden."""
    gone = [(row, column) for row, column in line if hidden[row][column]]
    if not gone or (len(gone) > 1 and sum(cells[row][column] for row, column in gone) >= FEWEST):
        return False
    rest = [(row, column) for row, column in line if not hidden[row][column] and cells[row][column] > 0]
    if not rest:
        return False
    row, column = min(rest, key=lambda place: (cells[place[0]][place[1]], place))
    hidden[row][column] = True
    return True


def gives_one_away(amounts: Mapping[float, float]) -> bool:
    """Whether a sum lets the second largest work out the largest to a tenth (the p%-rule, 4.2.2, with p = 10).

    Args:
        amounts: how many people stand behind each number.
    """
    largest = sorted((size for size, count in _sizes(amounts) for _one in range(min(2, int(count)))), reverse=True)[:2]
    total = sum(size * count for size, count in _sizes(amounts))
    return bool(largest) and total - sum(largest) < TOLD * largest[0]


def _sizes(amounts: Mapping[float, float]) -> Iterable[tuple[float, float]]:
    return ((abs(number), count) for number, count in amounts.items() if count > 0)
