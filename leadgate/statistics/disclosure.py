"""Hiding what would point at somebody: cells of fewer than five people, and those from which they could be worked out.

A single hidden cell of a line whose sum is known can be subtracted out, so a second one is hidden with it: always the
smallest that is left (Hundepool et al., Statistical Disclosure Control, 2012, 4.2).
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

FEWEST = 5
"""So many people at least stand behind every figure that is shown."""
K = TypeVar("K", bound=Hashable)


def is_small(count: float) -> bool:
    """Whether a cell points at somebody; an empty one does not."""
    return 0 < count < FEWEST


def hidden_of_line(counts: Mapping[K, float]) -> set[K]:
    """The cells of a line to hide, where the sum of the line is known."""
    hidden = {key for key, count in counts.items() if is_small(count)}
    if len(hidden) == 1 or 0 < sum(counts[key] for key in hidden) < FEWEST:
        rest = [key for key, count in counts.items() if key not in hidden and count > 0]
        hidden |= {min(rest, key=lambda key: (counts[key], str(key)))} if rest else set()
    return hidden


def hidden_of_shares(counts: Mapping[K, float], total: float) -> set[K]:
    """The cells to hide where several can be chosen: few who did, and few who did not."""
    return {key for key, count in counts.items() if is_small(count) or is_small(total - count)}


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
