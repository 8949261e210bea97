"""Answers as files for spreadsheets and statistics programs, one line per response, nobody's address in any.

What was kept as sensitive never leaves. A file made to be shown to others holds only what was written by those who
agree to be quoted.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from leadgate.consent.queries import who_agree
from leadgate.foundation.local_time import day_of
from leadgate.foundation.web import spreadsheets
from leadgate.questions.kinds import AnyItem
from leadgate.survey_reports import spss
from leadgate.survey_reports.columns import Variable, cells_of, variables_of
from leadgate.survey_reports.errors import AnswersStayTogether
from leadgate.surveys import queries
from leadgate.surveys.merging import asked, published
from leadgate.surveys.responses import is_by, is_finished, responses_of
from leadgate.surveys.types import SurveyRow

FIXED = (
    Variable("response", "Number of the line", "number"),
    Variable("finished", "Finished on", "day"),
    Variable("language", "Language", "text"),
    Variable("source", "Source", "text"),
    Variable("version", "Version of the survey", "number"),
)


@dataclass(frozen=True)
class AnswerFile:
    """The answers of a survey, ready to be written."""

    survey: SurveyRow
    items: Mapping[str, AnyItem]
    language: str
    to_show: bool

    @property
    def variables(self) -> list[Variable]:
        """The columns."""
        return [*FIXED, *(one for item in self.items.values() for one in variables_of(item, self.language))]

    def rows(self) -> Iterator[dict[str, Any]]:
        """The lines; a column without an answer is not in them."""
        counted = asked(self.survey.id).counted
        more = [is_finished()]
        more += [is_by(who_agree(self.survey.quoting_id))] if self.to_show else []
        for number, (row, held) in enumerate(responses_of(self.survey.id, *more), start=1):
            day, known = day_of(row.finished_at), set(counted.get(row.version, ()))
            line = {"response": number, "finished": day, "language": row.language, "source": row.source}
            cells = (cells_of(self.items[key], value) for key, value in held.plain.items() if key in known)
            yield {**line, "version": row.version, **{name: cell for one in cells for name, cell in one.items()}}


def answers_of(survey: SurveyRow, language: str, *, to_show: bool) -> AnswerFile:
    """The answers of a survey that is not anonymous.

    Raises:
        AnswersStayTogether
    """
    if any(queries.definition_of(survey.id, number).anonymous for number in published(survey.id)):
        raise AnswersStayTogether
    return AnswerFile(survey, asked(survey.id).items, language, to_show)


def as_csv(answers: AnswerFile) -> bytes:
    """With words in place of codes, safe for spreadsheets."""
    variables = answers.variables
    rows = ({one.name: _word(one, row.get(one.name)) for one in variables} for row in answers.rows())
    return spreadsheets.for_spreadsheets([one.name for one in variables], rows)


def _word(variable: Variable, cell: Any) -> Any:
    return variable.codes.get(cell, cell) if variable.codes else cell


def as_json(answers: AnswerFile) -> bytes:
    """With the columns described, codes as they are."""
    columns = [{"name": one.name, "label": one.label, "codes": one.codes} for one in answers.variables]
    whole = {"survey": answers.survey.slug, "columns": columns, "answers": list(answers.rows())}
    return json.dumps(whole, ensure_ascii=False, default=str, indent=1).encode()


def as_spss(answers: AnswerFile) -> bytes:
    """An archive of a table of codes, and the commands by which SPSS and PSPP read it with all its labels."""
    variables, rows, name = answers.variables, list(answers.rows()), answers.survey.slug
    table = spreadsheets.for_programs([one.name for one in variables], [_whole(variables, row) for row in rows])
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.csv", table)
        archive.writestr(f"{name}.sps", spss.commands(f"{name}.csv", variables, rows))
    return file.getvalue()


def _whole(variables: list[Variable], row: Mapping[str, Any]) -> dict[str, Any]:
    return {one.name: row.get(one.name) for one in variables}


WRITERS = {
    "csv": (as_csv, "text/csv", "csv"),
    "json": (as_json, "application/json", "json"),
    "spss": (as_spss, "application/zip", "spss.zip"),
}
