"""A file of responses as rows of texts: CSV as programs and spreadsheets write it, or the first sheet of a workbook."""

import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

from leadgate.foundation.files.decoding import decoded
from leadgate.foundation.web.forms import tidy
from leadgate.foundation.web.spreadsheets import STARTS_OF_FORMULAS
from leadgate.survey_imports.errors import NotATable, TableTooLarge

MOST_BYTES, MOST_UNPACKED, MOST_ROWS, MOST_COLUMNS = 10_000_000, 100_000_000, 10_000, 300
MOST_CELLS = 500_000
"""All of them are read while somebody waits for the page: some seconds."""
SEPARATORS = ",;\t|"
LONGEST_CELL = 20_000
Row = list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns, and the rows below, each as long as the names; empty rows are left out.

    Args:
        names: the first line.
        rows: each with the number it has in the file, where the names stand in line 1.
    """

    names: Row
    rows: Sequence[tuple[int, Row]]

    def only(self, columns: Sequence[int]) -> "Table":
        """The same with only these columns."""
        return Table([self.names[at] for at in columns], [(nth, [row[at] for at in columns]) for nth, row in self.rows])


def read(content: bytes) -> Table:
    """What a file holds.

    Raises:
        NotATable: it is none, or has no second line.
        TableTooLarge: it is larger than is taken.
    """
    if len(content) > MOST_BYTES:
        raise TableTooLarge
    lines = [*islice(_sheet(content) if content[:2] == b"PK" else _separated(content), MOST_ROWS + 2)]
    names = lines[0] if lines else []
    is_wide = max(map(len, lines), default=0) > MOST_COLUMNS or len(names) * len(lines) > MOST_CELLS
    if is_wide or len(lines) > MOST_ROWS + 1:
        raise TableTooLarge
    whole = [(nth, (line + [""] * len(names))[: len(names)]) for nth, line in enumerate(lines[1:], start=2)]
    rows = [(nth, row) for nth, row in whole if any(row)]
    if not any(names) or not rows:
        raise NotATable
    return Table(names, rows)


def _separated(content: bytes) -> Iterator[Row]:
    try:
        text = decoded(content)
    except UnicodeDecodeError as trouble:
        raise NotATable from trouble
    if "\0" in text:
        raise NotATable
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    try:
        for line in csv.reader(StringIO(text, newline=""), delimiter=separator):
            yield _cells(line)
    except csv.Error as trouble:
        raise NotATable from trouble


def _sheet(content: bytes) -> Iterator[Row]:
    from openpyxl import load_workbook  # dear to import, and few processes ever read a workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise TableTooLarge
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1)
        for row in rows:
            cells = _cells(row)
            while cells and not cells[-1]:
                cells.pop()
            yield cells
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError) as trouble:
        raise NotATable from trouble


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
