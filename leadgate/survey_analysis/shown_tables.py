"""Tables of two lines as they are shown, and what follows from that."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from leadgate.statistics.significance import least_association
from leadgate.survey_analysis.hiding import Side, table_of
from leadgate.survey_analysis.lines import AnswerLine
from leadgate.survey_analysis.publishing.linking import Published

Cell = tuple[float | None, float | None, float | None]
"""How many, of how many in its row and in its column that gave an answer to both; None where that is hidden."""


@dataclass(frozen=True)
class ShownTable:
    """A table that is published: its counts, what of them is shown, and the places of its answers."""

    rows: Side
    columns: Side
    counts: npt.NDArray[np.int64]
    shown: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, row: AnswerLine, column: AnswerLine, published: Published) -> "ShownTable":
        """The table of two lines, without the lines of which it is not said how many were asked."""
        hiding = published.hiding
        rows, columns = (hiding.sides[line.key] for line in (row, column))
        shown = hiding.shown_of(rows, columns).copy()
        shown[~_told(rows, published.tells_answered(column.key[0], row.key))] = False
        shown[:, ~_told(columns, published.tells_answered(row.key[0], column.key))] = False
        return cls(rows, columns, table_of(rows, columns), shown)

    def cell(self, row: str, column: str) -> Cell:
        """What is shown of those who gave both of two answers."""
        if row not in self.rows.codes or column not in self.columns.codes:
            return None, None, None
        at, to = self.rows.codes.index(row), self.columns.codes.index(column)
        bases = _base(self.counts[at], self.shown[at]), _base(self.counts[:, to], self.shown[:, to])
        return (float(self.counts[at, to]) if self.shown[at, to] else None, *bases)

    def association(self) -> dict[str, Any] | None:
        """How strongly both go together, and whether chance could explain it; as far as follows from what is shown."""
        rows, columns = self.rows, self.columns
        cells = [[self.cell(row, column)[0] for column in columns.codes] for row in rows.codes]
        of_rows = [_base(self.counts[at], self.shown[at]) for at in range(len(rows.codes))]
        of_columns = [_base(self.counts[:, at], self.shown[:, at]) for at in range(len(columns.codes))]
        found = least_association(cells, of_rows, of_columns, (len(rows.hidden), len(columns.hidden)))
        return None if found is None else {"p": found.p, "strength": round(found.strength, 4), "least": found.is_least}


def _told(side: Side, codes: Collection[str]) -> npt.NDArray[np.bool_]:
    return np.array([{*side.names(at)} <= {*codes, *side.hidden} for at in range(side.size)])


def _base(counts: npt.NDArray[np.int64], shown: npt.NDArray[np.bool_]) -> float | None:
    """How many of a line gave an answer to both: known where is said who did not, or how many gave each."""
    return float(counts[:-1].sum()) if shown[-1] or shown[:-1].all() else None


def plain(cells: Sequence[Sequence[Cell]]) -> dict[str, Any]:
    """As plain data: the counts, and what share each is of its row and of its column."""
    return {
        "cells": [[None if count is None else int(count) for count, _row, _column in line] for line in cells],
        "row_shares": [[_share(count, row) for count, row, _column in line] for line in cells],
        "column_shares": [[_share(count, column) for count, _row, column in line] for line in cells],
    }


def _share(count: float | None, base: float | None) -> float | None:
    return None if count is None or not base else round(count / base, 6)
