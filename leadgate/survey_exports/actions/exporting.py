"""Handing answers out as a file, on the record."""

from uuid import UUID

from leadgate.foundation import audit
from leadgate.foundation.db import action
from leadgate.survey_exports.answer_files import AnswerFile, answers_of
from leadgate.surveys.types import SurveyRow


@action
def export(survey: SurveyRow, language: str, *, to_show: bool, unfinished: bool, by: UUID | None) -> AnswerFile:
    """The answers of a survey, ready to be written; who took them stands in the audit trail.

    Args:
        survey: its row.
        language: of the words for what was chosen, where the survey has it.
        to_show: whether it is shown to others; only answers of those who agreed to be quoted are in it then.
        unfinished: whether answers of those who broke off are in it as well.
        by: the member of staff; None on the command line.

    Raises:
        AnswersStayTogether: the survey is anonymous.
    """
    audit.record("survey:export", actor=by, subject=survey.id)
    return answers_of(survey, language, to_show=to_show, unfinished=unfinished)
