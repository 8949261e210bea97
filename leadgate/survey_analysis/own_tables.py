"""Tables of one's own choosing: who gave which two answers, in per cent of rows and of columns, and tested.

They are published as all others are: the same cells hidden whoever asks, and none beside others that would tell more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from leadgate.survey_analysis.lines import NOT, AnswerLine
from leadgate.survey_analysis.publishing.linking import Published
from leadgate.survey_analysis.rows import FEW, HELD, UNASKED
from leadgate.survey_analysis.shown_tables import Cell, ShownTable, plain
from leadgate.survey_analysis.weighing import Weighing


@dataclass(frozen=True)
class TableSide:
    """What stands in the rows or the columns of a table.

    Args:
        name: as it was asked for.
        lines: one; or of a question with several answers one for each, which says who gave it.
        words: for its codes, where they are steps of numbers.
        is_several: whether it is such a question.
    """

    name: str
    lines: Sequence[AnswerLine]
    words: Sequence[str]
    is_several: bool

    @property
    def answers(self) -> list[tuple[AnswerLine, str]]:
        """Its answers, each with its line."""
        return [(line, code) for line in self.lines for code in line.codes if not (self.is_several and code == NOT)]

    @property
    def codes(self) -> list[str]:
        """What they are called."""
        return [self.words[int(code)] if self.words else code for _line, code in self.answers]


def table_of_own(
    rows: TableSide, columns: TableSide, published: Published, weighing: Weighing | None
) -> dict[str, Any]:
    """A table as plain data: `cells` and their bases, shares by row and by column, and how strongly both go together.

    Args:
        rows, columns: what it is made of.
        published: what is beside it.
        weighing: by which shares are weighted, where that tells no more.
    """
    named = {"rows": rows.name, "columns": columns.name}
    pairs = [(row, column) for row, column in product(rows.lines, columns.lines)]
    if any(published.hiding.is_full(line.key[0]) for line in (*rows.lines, *columns.lines)):
        return named | HELD
    if any(published.hiding.is_held(line.key[0]) for line in (*rows.lines, *columns.lines)):
        return named | UNASKED
    if not pairs or any(line.key not in published.hiding.sides for pair in pairs for line in pair):
        return named | FEW
    faces = {
        (row.key, column.key): ShownTable.of(row, column, published)
        for row, column in pairs
        if published.add(row.key, column.key)
    }
    cells = [[_cell_of(faces, row, column) for column in columns.answers] for row in rows.answers]
    if all(cell[0] is None for line in cells for cell in line):
        return named | HELD
    found = named | {"row_codes": rows.codes, "column_codes": columns.codes} | plain(cells)
    if weighing:
        found["weighted"] = len(faces) == len(pairs) and all(weighing.may_tell(*pair) for pair in pairs)
        if found["weighted"]:
            weighed = [
                [
                    _weighed(weighing, row, column) if cell[0] is not None else (None, None, None)
                    for column, cell in zip(columns.answers, line, strict=True)
                ]
                for row, line in zip(rows.answers, cells, strict=True)
            ]
            found |= {name: share for name, share in plain(weighed).items() if name.endswith("shares")}
    if not (rows.is_several or columns.is_several):
        [face] = faces.values()
        found["test"] = face.association()
    return found


def _cell_of(faces: dict[Any, ShownTable], row: tuple[AnswerLine, str], column: tuple[AnswerLine, str]) -> Cell:
    face = faces.get((row[0].key, column[0].key))
    return face.cell(row[1], column[1]) if face else (None, None, None)


def _weighed(weighing: Weighing, row: tuple[AnswerLine, str], column: tuple[AnswerLine, str]) -> Cell:
    assert weighing.weights is not None
    in_row, in_column = (line.places == line.codes.index(code) for line, code in (row, column))
    both = (row[0].places >= 0) & (column[0].places >= 0)
    count, of_row, of_column = (
        float(weighing.weights[mark & both].sum()) for mark in (in_row & in_column, in_row, in_column)
    )
    return count, of_row, of_column
