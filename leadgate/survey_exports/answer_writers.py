"""Writing answers: words in place of codes for spreadsheets, codes and their words for statistics programs."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from leadgate.foundation.web import spreadsheets
from leadgate.survey_exports import spss, system_file, workbook
from leadgate.survey_exports.answer_files import AnswerFile, Cells
from leadgate.survey_exports.columns import Variable
from leadgate.survey_exports.missing import code_of

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(answers: AnswerFile) -> bytes:
    """With words in place of codes, safe for spreadsheets."""
    names = [one.name for one in answers.variables]
    return spreadsheets.for_spreadsheets(names, _in_words(answers))


def _in_words(answers: AnswerFile) -> list[Cells]:
    variables = answers.variables
    return [{one.name: _word(one, row.get(one.name)) for one in variables} for row in answers.rows()]


def _word(variable: Variable, cell: Any) -> Any:
    return variable.codes.get(cell, cell) if variable.codes else cell


def as_xlsx(answers: AnswerFile) -> bytes:
    """A workbook: the answers in words on one sheet, what each column asks on another."""
    return workbook.written(answers.variables, _in_words(answers))


def as_json(answers: AnswerFile) -> bytes:
    """With the columns described, codes as they are."""
    columns = [{"name": one.name, "label": one.label, "codes": one.codes} for one in answers.variables]
    whole = {"survey": answers.survey.slug, "columns": columns, "answers": list(answers.rows())}
    return json.dumps(whole, ensure_ascii=False, default=str, indent=1).encode()


def as_sav(answers: AnswerFile) -> bytes:
    """A system file of SPSS: codes, all their words, the level of each column, and why an answer is missing."""
    return system_file.written(answers.variables, _in_codes(answers))


def as_syntax(answers: AnswerFile) -> bytes:
    """An archive of a table of codes, and the commands by which SPSS and PSPP read it with all its labels."""
    variables, name = answers.variables, answers.survey.slug
    lines = [{one.name: spss.cell_of(one, row[one.name]) for one in variables} for row in _in_codes(answers)]
    table = spreadsheets.for_programs([one.name for one in variables], lines)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.csv", table)
        archive.writestr(f"{name}.sps", spss.commands(f"{name}.csv", variables, lines))
    return file.getvalue()


def _in_codes(answers: AnswerFile) -> list[Cells]:
    """Every column of every line, a code where an answer is missing."""
    return [
        {
            one.name: row[one.name] if one.name in row else code_of(one, why[one.name]) if one.name in why else None
            for one in answers.variables
        }
        for row, why in answers.explained()
    ]


WRITERS: dict[str, tuple[Callable[[AnswerFile], bytes], str, str]] = {
    "csv": (as_csv, "text/csv", "csv"),
    "xlsx": (as_xlsx, SPREADSHEET, "xlsx"),
    "sav": (as_sav, "application/x-spss-sav", "sav"),
    "spss": (as_syntax, "application/zip", "spss.zip"),
    "json": (as_json, "application/json", "json"),
}
"""By the name of a format: who writes it, its media type, and the ending of its file."""
