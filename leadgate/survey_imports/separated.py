"""Rows of a file whose cells stand between signs: CSV as programs and spreadsheets write it, read strictly.

A quotation mark that stands astray would take what follows it into one cell, so a file with one is not read at all.
"""

import csv
import re
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


def rows_of_file(file: IO[bytes]) -> Iterator[tuple[list[str], bool]]:
    """As `rows_of`, of a file too large to be held whole.

    Args:
        file: can be read from its beginning several times; stays open.

    Raises:
        NotATable, UnknownLetters, QuoteAstray: as there; also after the first rows.
    """
    try:
        letters = letters_of(file)
        file.seek(0)
        text = TextIOWrapper(file, encoding=letters, newline="")
        try:
            yield from _rows_in(text)
        finally:
            text.detach()
    except (NotSure, UnicodeDecodeError) as trouble:
        raise UnknownLetters from trouble


def _rows_in(text: TextIO) -> Iterator[tuple[list[str], bool]]:
    start = text.read(START_SIGNS)
    told = _NAMED.match(start)
    separator = told[1] if told else _separator(start)
    text.seek(0)
    if told:
        text.readline()
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
            raise QuoteAstray(began + bool(told)) from trouble
        yield row, _holds_rows(row, separator)
        began = reader.line_num + 1


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
