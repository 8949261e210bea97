"""A file of responses as rows of texts: CSV, or the first sheet of a workbook."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any

from leadgate.foundation.web.forms import tidy
from leadgate.foundation.web.spreadsheets import STARTS_OF_FORMULAS
from leadgate.survey_imports import separated
from leadgate.survey_imports.errors import NotATable, OldWorkbook, TableTooLarge
from leadgate.survey_imports.heads import Heads, heads_of

MOST_BYTES, MOST_UNPACKED, MOST_ROWS, MOST_COLUMNS = 10_000_000, 100_000_000, 10_000, 300
MOST_CELLS = 500_000
"""All of them are read while somebody waits for the page: some seconds."""
MOST_ABOVE = 10
"""So many lines may stand above the rows: titles, and heads of several lines."""
ENDS = (b"\n", b"\r", b'"')
"""With these a file ends where a line or a cell does, in every encoding there is."""
OLD_WORKBOOK = bytes.fromhex("d0cf11e0a1b11ae1")
LONGEST_CELL = 20_000
Row = list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns, and the rows below, each as long as the names; empty rows are left out.

    Args:
        names: what the columns are called.
        rows: each with the number it has in the file, which begins at 1.
        also: other names of each column, where the file has several lines of them.
        astray: the numbers of rows whose cells do not fit the columns.
        unread: the other sheets of its workbook that may be its table.
        is_open: whether the file ends without the end of a line, in the last of these cells.
    """

    names: Row
    rows: Sequence[tuple[int, Row]]
    also: Sequence[Sequence[str]] = ()
    astray: frozenset[int] = frozenset()
    is_open: bool = False
    unread: tuple[str, ...] = ()

    def only(self, columns: Sequence[int]) -> "Table":
        """The same with only these columns."""
        rows = [(nth, [row[at] for at in columns]) for nth, row in self.rows]
        is_open = self.is_open and len(self.names) - 1 in columns
        return Table([self.names[at] for at in columns], rows, (), self.astray, is_open, self.unread)

    def of_rows(self, rows: Sequence[tuple[int, Row]]) -> "Table":
        """The same with other rows."""
        return replace(self, rows=rows)


def read(content: bytes) -> Table:
    """What a file holds.

    Raises:
        NotATable: it is none, or has no second line.
        OldWorkbook: it is one of an old format.
        UnknownLetters, QuoteAstray: it is one that cannot be read surely.
        TableTooLarge: it is larger than is taken.
    """
    if len(content) > MOST_BYTES:
        raise TableTooLarge
    if content.startswith(OLD_WORKBOOK):
        raise OldWorkbook
    unread = list[str]()
    found = _sheet(content, unread) if content[:2] == b"PK" else separated.rows_of(content)
    lines, doubted = list[Row](), set[int]()
    for nth, (cells, is_doubted) in enumerate(islice(found, MOST_ROWS + MOST_ABOVE + 1), start=1):
        lines.append(_cells(cells))
        doubted |= {nth} if is_doubted else set()
    is_open = content[:2] != b"PK" and content.rstrip(b"\0 ")[-1:] not in ENDS
    heads = heads_of(lines)
    if content[:2] != b"PK" and _is_cut(lines[heads.rows_from - 1 :], is_open=is_open):
        doubted.add(len(lines))
    return replace(_table(lines, heads, doubted), is_open=is_open, unread=tuple(unread))


def _is_cut(lines: Sequence[Row], *, is_open: bool) -> bool:
    """Whether the last line is cut off: it has fewer cells than all others, or than the names and no end."""
    return (
        len(lines) > 1 and any(lines[-1]) and len(lines[-1]) < (len(lines[0]) if is_open else min(map(len, lines[:-1])))
    )


def _table(lines: Sequence[Row], heads: Heads, doubted: set[int]) -> Table:
    width, below = len(heads.names), [*enumerate(lines, start=1)][heads.rows_from :]
    is_wide = max(map(len, lines), default=0) > MOST_COLUMNS or width * len(lines) > MOST_CELLS
    if is_wide or len(below) > MOST_ROWS:
        raise TableTooLarge
    whole = [(nth, (line + [""] * width)[:width]) for nth, line in below]
    rows = [(nth, row) for nth, row in whole if any(row)]
    if not any(heads.names) or not rows:
        raise NotATable
    longer = {nth for nth, line in below if any(line[width:])}
    return Table(heads.names, rows, heads.also, frozenset(longer | doubted & {nth for nth, _row in rows}))


def _sheet(content: bytes, unread: list[str]) -> Iterator[tuple[Iterable[Any], bool]]:
    from openpyxl import load_workbook  # dear to import, and few processes ever read a workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise TableTooLarge
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        most = MOST_ROWS + MOST_ABOVE + 1
        widths = [*map(_width, book.worksheets)]
        unread.extend(
            one.title for one, width in zip(book.worksheets[1:], widths[1:], strict=True) if width >= widths[0]
        )
        rows = book.worksheets[0].iter_rows(values_only=True, max_row=most, max_col=MOST_COLUMNS + 1)
        for row in rows:
            cells = [*row]
            while cells and cells[-1] in (None, ""):
                cells.pop()
            yield cells, False
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError) as trouble:
        raise NotATable from trouble


def _width(sheet: Any) -> int:
    """How many columns a sheet begins with, fewer than none in an empty one: what explains a table is narrower."""
    rows = sheet.iter_rows(values_only=True, max_row=MOST_ABOVE)
    return max((sum(cell not in (None, "") for cell in row) for row in rows), default=0) or -1


def _cells(row: Iterable[Any]) -> Row:
    return [_cell(one) for one in row]


def _cell(cell: Any) -> str:
    """A value as a text, without the sign by which our own files keep spreadsheets from taking it for a formula."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    text = tidy("" if cell is None else str(cell))
    if len(text) > LONGEST_CELL:
        raise TableTooLarge
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in STARTS_OF_FORMULAS else text
