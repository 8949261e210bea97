"""Rows of a file whose cells stand between signs: CSV as programs and spreadsheets write it, read strictly.

A quotation mark that stands astray would take what follows it into one cell, so a file with one is not read at all.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator
from io import StringIO, TextIOWrapper
from itertools import islice
from statistics import median_low
from typing import IO, TextIO

from leadgate.survey_imports.encodings import NotSure, letters_of, text_in
from leadgate.survey_imports.errors import NotATable, QuoteAstray, UnknownLetters

SEPARATORS = ",;\t|"
_NAMED = re.compile(r"sep=(.)(\r\n|\r|\n)", re.IGNORECASE)
"""A first line by which spreadsheets are told the sign."""
LOOKED_AT, START_SIGNS, LONGEST_LINE = 20, 1 << 18, 1 << 20
FEWEST_COLUMNS = 4


def rows_of(content: bytes) -> Iterator[tuple[list[str], bool]]:
    """The rows of a file, and whether one holds what looks like other rows.

    Raises:
        NotATable: it is none.
        UnknownLetters: nothing tells in which letters it is written.
        QuoteAstray: a quotation mark stands where none can; names the line.
    """
    try:
        text = text_in(content)
    except NotSure as trouble:
        raise UnknownLetters from trouble
    return _rows_in(StringIO(text, newline=""))


def rows_read_on(file: IO[bytes]) -> Iterator[list[str] | None]:
    """The rows of a file too large to be held whole; what a quotation mark astray makes unreadable is left out.

    Args:
        file: can be read from its beginning several times; stays open.

    Returns:
        Each row; None for each line that is left out.

    Raises:
        NotATable, UnknownLetters: as `rows_of`; also after the first rows.
        QuoteAstray: it stands in the names of the columns, so nobody knows what the others are.
    """
    try:
        letters = letters_of(file)
        file.seek(0)
        text = TextIOWrapper(file, encoding=letters, newline="")
        try:
            yield from _rows_read_on(text)
        finally:
            text.detach()
    except (NotSure, UnicodeDecodeError) as trouble:
        raise UnknownLetters from trouble


def _rows_in(text: TextIO) -> Iterator[tuple[list[str], bool]]:
    separator, told = _sign_of(text)
    if told:
        yield [], False
    began, reader = 1, csv.reader(_lines_of(text), delimiter=separator, strict=True)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as trouble:
            if "field larger" in str(trouble) or "limit" in str(trouble):
                raise NotATable from trouble
            raise QuoteAstray(began + told) from trouble
        yield row, _holds_rows(row, separator)
        began = reader.line_num + 1


def _rows_read_on(text: TextIO) -> Iterator[list[str] | None]:
    separator, told = _sign_of(text)
    if told:
        yield []
    lines, width, number = _AgainLines(_lines_of(text)), 0, int(told)
    while True:
        number += 1
        try:
            row = next(lines.rows(separator))
        except StopIteration:
            return
        except csv.Error as trouble:
            if not width:
                raise QuoteAstray(number) from trouble
            yield None
            if lines.back_to_second():
                yield from lines.until_whole(separator, width)
        else:
            width = width or len(row)
            yield row


class _AgainLines:
    """Lines that can be read once more, from the second one of a row on.

    A quotation mark that opens a cell takes all lines up to the next one into it. If that goes wrong, only the line it
    stands in is surely wrong; behind it the first line counts again that is a whole row by itself.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self._again, self._row = lines, deque[str](), list[str]()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self._row.append(line)
        return line

    def rows(self, separator: str) -> Iterator[list[str]]:
        """The next row, if one takes no more than that."""
        self._row.clear()
        return csv.reader(self, delimiter=separator, strict=True)

    def back_to_second(self) -> bool:
        """Go back to behind the first line of the row at hand; answers whether it had more."""
        behind = self._row[1:]
        self._again.extendleft(reversed(behind))
        return bool(behind)

    def until_whole(self, separator: str, width: int) -> Iterator[None]:
        """Leave out lines until one is a row of so many cells by itself."""
        for line in self:
            if _is_row(line, separator, width):
                self._again.appendleft(line)
                return
            yield None


def _is_row(line: str, separator: str, width: int) -> bool:
    try:
        return [len(row) for row in csv.reader([line], delimiter=separator, strict=True)] == [width]
    except csv.Error:
        return False


def _sign_of(text: TextIO) -> tuple[str, bool]:
    """The sign between the cells, and whether the first line says it, which is read by then."""
    start = text.read(START_SIGNS)
    told = _NAMED.match(start)
    separator = told[1] if told else _separator(start)
    text.seek(0)
    if told:
        text.readline()
    return separator, bool(told)


def _lines_of(text: TextIO) -> Iterator[str]:
    """The lines; none is read further than a line of a table goes."""
    while line := text.readline(LONGEST_LINE):
        if "\0" in line or (len(line) == LONGEST_LINE and line[-1] not in "\r\n"):
            raise NotATable
        yield line


def _separator(text: str) -> str:
    """The sign between the cells: the one that parts most lines into most of them."""

    def parted(sign: str) -> float:
        lines = [len(row) for row in islice(csv.reader(StringIO(text, newline=""), delimiter=sign), LOOKED_AT) if row]
        return median_low(lines) if lines else 0

    try:
        return max(SEPARATORS, key=parted)
    except csv.Error as trouble:
        raise NotATable from trouble


def _holds_rows(row: list[str], separator: str) -> bool:
    """Whether a line within a cell has as many cells as the row."""
    within = (line for cell in row if "\n" in cell for line in cell.splitlines()[1:])
    return len(row) >= FEWEST_COLUMNS and any(line.count(separator) + 1 >= len(row) for line in within)
