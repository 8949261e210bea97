"""Writing files of leads while they are sent: a batch is read, noted and handed on, so that none is held whole.

Each batch is read anew: whoever withdraws while a file is written is not in what is written after that.
"""

import csv
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from tempfile import TemporaryFile
from typing import Any
from uuid import UUID

from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.installation import Installation
from leadgate.foundation.permissions import Staff
from leadgate.foundation.web.spreadsheets import inert
from leadgate.lead_exports.actions import exporting
from leadgate.lead_exports.columns import LeadLines
from leadgate.leads.choosing import LeadChoice
from leadgate.leads.finding import LeadFinding

AT_ONCE = 2_000
SHEET = 1_048_576
"""So many rows a sheet has (ECMA-376 has no bound, Excel has this one)."""
PART_BYTES = 1 << 16
AS_IT_IS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Lines = Iterator[list[list[str]]]


def lines_of(here: Installation, choice: LeadChoice, lines: LeadLines, by: Staff) -> Lines:
    """The lines of a file, a batch at a time; each is noted before it leaves, and the end after the last.

    Args:
        here: at work only while a batch is read: the request that asked for the file is over by then.
        choice: who was chosen.
        lines: how a line is made.
        by: the account that takes it.
    """
    after: UUID | None = None
    while True:
        with here.opened():
            forget_what_was_read()
            rows = LeadFinding(choice).reached_after(lines.purpose_id, after, AT_ONCE)
            if not rows:
                exporting.finish(lines.export)
                return
            after = rows[-1].id
            keys, written = lines.of(rows)
            exporting.note(lines.export, keys, by=by)
        yield written


def as_csv(heads: Sequence[str], batches: Lines) -> Iterator[bytes]:
    """The file as CSV for spreadsheets, in UTF-8, no text a formula."""
    yield BOM_UTF8 + _written([heads])
    for batch in batches:
        yield _written([[str(inert(cell)) for cell in line] for line in batch])


def _written(rows: Sequence[Sequence[str]]) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def as_xlsx(heads: Sequence[str], batches: Lines) -> Iterator[bytes]:
    """The file as a workbook, written beside the memory; on so many sheets as it needs."""
    from xlsxwriter import Workbook  # for whoever takes leads along, and nobody else

    with TemporaryFile() as file:
        with Workbook(file, {"constant_memory": True, **AS_IT_IS}) as book:
            sheet, at = _sheet(book, heads), 1
            for batch in batches:
                for line in batch:
                    if at >= SHEET:
                        sheet, at = _sheet(book, heads), 1
                    for column, cell in enumerate(line):
                        sheet.write_string(at, column, cell)
                    at += 1
        file.seek(0)
        while part := file.read(PART_BYTES):
            yield part


def _sheet(book: Any, heads: Sequence[str]) -> Any:
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, heads)
    return sheet


WRITERS: dict[str, tuple[Callable[[Sequence[str], Lines], Iterator[bytes]], str]] = {
    "csv": (as_csv, "text/csv"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""By the ending of a file: who writes it, and its media type."""
