"""Answers as a workbook (Office Open XML, ECMA-376): numbers are numbers, days are days, and no text is a formula."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from leadgate.survey_exports.columns import Variable

AS_IT_IS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST = 60


def written(variables: Sequence[Variable], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The workbook.

    Args:
        variables: the columns.
        rows: each with a value for every column, None for an empty cell.
    """
    from xlsxwriter import Workbook  # for whoever takes answers along, and nobody else

    file = BytesIO()
    with Workbook(file, {"in_memory": True, **AS_IT_IS}) as book:
        head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("answers")
        sheet.write_row(0, 0, [one.name for one in variables], head)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows), len(variables) - 1)
        for at, row in enumerate(rows, start=1):
            for column, one in enumerate(variables):
                _write(sheet, at, column, row[one.name], day)
        _describe(book.add_worksheet("columns"), variables, head)
    return file.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Any, day: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif cell is not None:
        sheet.write(row, column, cell)


def _describe(sheet: Any, variables: Sequence[Variable], head: Any) -> None:
    sheet.write_row(0, 0, ["column", "question", "answers"], head)
    sheet.set_column(1, 2, WIDEST)
    for at, one in enumerate(variables, start=1):
        words = {**one.codes, **one.ends}
        sheet.write_row(at, 0, [one.name, one.label, "; ".join(f"{code} {word}" for code, word in words.items())])
