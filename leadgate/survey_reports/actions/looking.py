"""Noting that somebody saw a report: one that nobody saw never was, for what the next one may tell."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.survey_analysis import parts
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.models import SurveyReport
from leadgate.survey_reports.queries import SurveyReportView
from leadgate.surveys import queries as surveys
from leadgate.surveys.types import SurveyRow

INSTANT = timedelta(microseconds=1)


def seen_report(survey: SurveyRow, part: str) -> SurveyReportView:
    """The report of a survey or a part, for somebody who sees it now.

    Args:
        survey, part: as for `queries.report_of`.
    """
    while True:
        found = reports.report_of(survey, part)
        if found.body is None or reports.was_seen(survey.id) or _note_look(survey.id, found):
            return found
        # Another took its place meanwhile, as if nobody had seen it: so nobody does.
        session().expire_all()


def figures_for_coders(survey: UUID, question: str) -> Mapping[str, Any]:
    """What the newest report of all says about a question, for coders who see it now.

    Args:
        survey: of a survey that is there.
        question: its key in the survey.

    Returns:
        The figures of the question, with `alpha` by code; empty while there is no report that may be shown.
    """
    found = seen_report(surveys.survey(survey), parts.ALL)
    figures: Mapping[str, Any] = (found.body or {}).get("questions", {}).get(question, {})
    return {**figures, "alpha": found.agreement.get(question, {})}


@action
def _note_look(survey: UUID, found: SurveyReportView) -> bool:
    whole = locked(SurveyReport, (survey, parts.ALL))
    if whole is None or whole.made_at is None or not found.row or whole.made_at != found.row.made_at:
        return False
    whole.wanted_at = max(clock.now(), whole.made_at + INSTANT)
    return True
