"""Answers as a table for spreadsheets and statistics programs, one line per response, nobody's address in any.

What was kept as sensitive never leaves. A file made to be shown to others holds only what was written by those who
agree to be quoted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from leadgate.consent.queries import who_agree
from leadgate.foundation.local_time import day_of
from leadgate.questions.kinds import AnyItem
from leadgate.survey_exports.columns import Variable, cells_of, variables_of
from leadgate.survey_exports.errors import AnswersStayTogether
from leadgate.survey_exports.missing import Missing, reasons
from leadgate.surveys import queries
from leadgate.surveys.merging import asked, published
from leadgate.surveys.responses import is_by, is_finished, responses_of
from leadgate.surveys.sealed import SealedResponse
from leadgate.surveys.types import ResponseState, SurveyRow

STATES = {
    ResponseState.FINISHED: (1, "finished"),
    ResponseState.OPEN: (2, "not finished"),
    ResponseState.SCREENED_OUT: (3, "heard enough people like them"),
}
FIXED = (
    Variable("response", "Number of the line", "number", level="scale"),
    Variable("state", "How far the response came", "number", dict(STATES.values())),
    Variable("finished", "Finished on", "day", level="scale"),
    Variable("language", "Language", "text"),
    Variable("source", "Source", "text"),
    Variable("version", "Version of the survey", "number", level="scale"),
)
Cells = dict[str, Any]


@dataclass(frozen=True)
class AnswerFile:
    """The answers of a survey, ready to be written.

    Args:
        survey: its row.
        items: its questions by key.
        language: of the words for what was chosen, where the survey has it.
        to_show: whether only answers of those who agree to be quoted are in it.
        unfinished: whether answers of those who broke off are in it as well.
    """

    survey: SurveyRow
    items: Mapping[str, AnyItem]
    language: str
    to_show: bool
    unfinished: bool = False

    @cached_property
    def variables(self) -> list[Variable]:
        """The columns."""
        return [*FIXED, *(one for item in self.items.values() for one in variables_of(item, self.language))]

    def rows(self) -> Iterator[Cells]:
        """The lines; a column without an answer is not in them."""
        yield from (cells for cells, _row, _held in self._lines())

    def explained(self) -> Iterator[tuple[Cells, Mapping[str, Missing]]]:
        """The lines, each with why a column has no answer, by its name."""
        columns = {key: [one.name for one in variables_of(item, self.language)] for key, item in self.items.items()}
        for cells, row, held in self._lines():
            whole = row.state != ResponseState.OPEN
            why = reasons(list(columns), held, queries.definition_of(self.survey.id, row.version), finished=whole)
            named = {name: why[key] for key, names in columns.items() for name in names}
            yield cells, {"finished": Missing.NOT_REACHED} | named

    def _lines(self) -> Iterator[tuple[Cells, Any, SealedResponse]]:
        counted = asked(self.survey.id).counted
        more = [] if self.unfinished else [is_finished()]
        more += [is_by(who_agree(self.survey.quoting_id))] if self.to_show else []
        for number, (row, held) in enumerate(responses_of(self.survey.id, *more), start=1):
            known = set(counted.get(row.version, ()))
            line = {"response": number, "state": STATES[row.state][0], "version": row.version}
            line |= {"finished": day_of(row.finished_at)} if row.finished_at else {}
            line |= {"language": row.language, "source": row.source}
            for key, value in held.plain.items():
                line |= cells_of(self.items[key], value) if key in known else {}
            yield line, row, held


def answers_of(survey: SurveyRow, language: str, *, to_show: bool, unfinished: bool = False) -> AnswerFile:
    """The answers of a survey that is not anonymous; for the arguments see `AnswerFile`.

    Raises:
        AnswersStayTogether: it is anonymous.
    """
    if any(queries.definition_of(survey.id, number).anonymous for number in published(survey.id)):
        raise AnswersStayTogether
    return AnswerFile(survey, asked(survey.id).items, language, to_show, unfinished)
