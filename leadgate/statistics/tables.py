"""Tables of two things, with every cell hidden that would point at somebody, or help to work one out that does.

First a cheap rule: with a small cell go three others that make a rectangle with it, so that people could be moved round
it and no sum would tell; of all rectangles that are large enough the one that costs the fewest people (Repsilber 1994).
Then an audit: while it finds a cell in danger, more is hidden, at last whole lines.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from leadgate.statistics.auditing import Audit, Counts, Marks
from leadgate.statistics.disclosure import FEWEST

Cell = tuple[int, int]


def shown_of(table: Counts, told: Marks, secret: Marks) -> Marks:
    """The cells of a table that may be shown, where the sums of its lines and columns are known.

    Args:
        table: the counts.
        told: the cells anybody would be told of.
        secret: the cells that must not point at anybody; the others are never hidden by themselves.
    """
    found = _Table(table, told, secret)
    if found.few:
        found.hide_rectangles()
        while found.hide_more():
            pass
    return found.shown


class _Table:
    def __init__(self, table: Counts, told: Marks, secret: Marks) -> None:
        self.table, self.secret = table, secret
        self.shown = told & ~(secret & (table > 0) & (table < FEWEST))
        self.few: list[Cell] = [(int(at), int(to)) for at, to in np.argwhere(secret & (table > 0) & (table < FEWEST))]
        # Who knows the rules knows that a cell hidden by itself is not empty; of a line nobody is told of, not.
        self.is_told = told.copy()

    @property
    def least(self) -> Counts:
        """What each hidden cell is at least, as far as anybody knows."""
        alone = ~self.shown & self.is_told & (self.table > 0)
        return alone.astype(np.int64)

    def hide_rectangles(self) -> None:
        """Hide the cheapest rectangle with each small cell."""
        for cell in sorted(self.few, key=lambda cell: (self.table[cell], cell)):
            self.hide_with(cell)

    def hide_with(self, cell: Cell) -> bool:
        """Hide what has to go with a cell; answers whether anything had to."""
        found = min(self._rectangles(cell), default=None)
        if found is None:
            return self._hide_line(*cell)
        for corner in found[1]:
            self.shown[corner] = False
        return found[0] > 0

    def _rectangles(self, cell: Cell) -> Iterator[tuple[int, list[Cell]]]:
        """What each rectangle that is large enough for a cell costs, and its other corners."""
        row, column = cell
        may_go = ~self.shown | (self.secret & (self.table > 0))
        room = self.table - (self.is_told & (self.table > 0))
        need = FEWEST - self.table[cell]
        for down in np.flatnonzero(may_go[:, column] & (room[:, column] >= need)):
            for over in np.flatnonzero(may_go[row] & (room[row] >= need) & may_go[down]):
                if down != row and over != column:
                    corners = [(row, int(over)), (int(down), column), (int(down), int(over))]
                    yield sum(int(self.table[one]) for one in corners if self.shown[one]), corners

    def hide_more(self) -> bool:
        """Hide more for the cells that are in danger; answers whether anything was."""
        before, places = int(self.shown.sum()), np.arange(self.table.size).reshape(self.table.shape)
        secrets = [cell for cell in self.few if not self.shown[cell]]
        audit = Audit(self.table.ravel(), ~self.shown.ravel(), self.least.ravel(), [*places, *places.T])
        danger = audit.in_danger([places[cell][None] for cell in secrets])
        for row, column in {secrets[at][0]: secrets[at] for at in danger}.values():
            if not (self._hide_smallest(row, None) or self._hide_smallest(None, column)):
                self._hide_line(row, column)
        return int(self.shown.sum()) < before

    def _hide_smallest(self, row: int | None, column: int | None) -> bool:
        may_go = self.shown & self.secret & (self.table > 0)
        rest = [(int(at), int(to)) for at, to in np.argwhere(may_go) if row in (None, at) and column in (None, to)]
        if rest:
            self.shown[min(rest, key=lambda cell: (self.table[cell], cell))] = False
        return bool(rest)

    def _hide_line(self, row: int, column: int) -> bool:
        """Hide a line, its empty cells too; where it is hidden already, the column, or the smallest other one."""
        size = self.table.shape
        lines = [(at, slice(None)) for at in range(size[0])] + [(slice(None), at) for at in range(size[1])]
        rest = [line for line in lines if self._may_go(line)]
        first = [(row, slice(None)), (slice(None), column)]
        if rest:
            self._forget(min(rest, key=lambda line: (line not in first, int(self.table[line].sum()))))
        return bool(rest)

    def _may_go(self, line: Any) -> bool:
        """Whether anything of a line is shown that goes with the whole of it only: who did not answer is told of with
        a column that makes a part, and empty cells are."""
        told = self.shown[line] if isinstance(line[0], int) else self.shown[line] & ~self.secret[line]
        return bool(told.any() and self.secret[line].any())

    def _forget(self, line: Any) -> None:
        self.shown[line] = self.is_told[line] = False
