"""Asking for figures: of a part, in a table of two things, early, or weighted; the workers bring them."""

from uuid import UUID

from sqlalchemy import delete, update

from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.survey_analysis import parts
from leadgate.survey_reports import asking
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.models import SurveyMargin, SurveyReport

WORK = "survey_reports.work_out"


@action
def want(survey: UUID, part: str) -> None:
    """Ask for the figures of a part; the workers bring them.

    Args:
        survey: of a survey that is there.
        part: its name (`survey_analysis.parts`).

    Raises:
        PartsOnceClosed: the survey is anonymous and still takes answers.
        PartsUsedUp: it is anonymous, and twelve others were looked at.
        TooManyParts, TooManySpans: so many others were looked at that no further one can be compared with them all.
        TooManyConditions: it has more than four of them.
        NoSuchDays: it ends before it begins.
        NoSuchPart: nobody can belong to it.
    """
    asking.refuse_no_part(survey, part)
    _ask_for(survey, part)


@action
def want_table(survey: UUID, rows: str, columns: str) -> None:
    """Ask for a table of two things; the workers bring it, and it stays.

    Args:
        survey: of a survey that is there.
        rows, columns: `<key of a question>`, `<key>:<its line>`, `.language`, `.source`, `.version`, `.month`.

    Raises:
        NoSuchTable: it is of something that was never asked, or of a thing and itself.
        PartsOnceClosed: the survey is anonymous and still takes answers.
        TooManyTables: twenty were asked for before.
    """
    table = parts.table_of(rows, columns)
    asking.refuse_no_table(survey, table)
    _ask_for(survey, table)


@action
def compare(survey: UUID) -> None:
    """Ask for what compares groups; from then on it counts the same people, until the next edition.

    Args:
        survey: of a survey that is there.

    Raises:
        PartsOnceClosed: the survey is anonymous and still takes answers.
    """
    asking.refuse_comparing(survey)
    _ask_for(survey, reports.GROUPS)


@action
def look_early(survey: UUID) -> None:
    """Ask for figures of an anonymous survey that still takes answers.

    They stay known: whatever could be compared with them later is hidden then, so most parts will be.
    """
    _ask_for(survey, parts.ALL)


def _ask_for(survey: UUID, part: str) -> None:
    now = clock.now()
    row = {"survey_id": survey, "part": part, "wanted_at": now, "finished": 0, "removals": 0, "version": 0}
    keys = [SurveyReport.survey_id, SurveyReport.part]
    wanted = upsert(SurveyReport).values(row).on_conflict_do_update(index_elements=keys, set_={"wanted_at": now})
    session().execute(wanted)
    outbox.put(WORK, {"survey_id": survey}, key=f"{WORK}/{new_id()}")


@action
def weigh(survey: UUID, question: str, shares: dict[str, float]) -> None:
    """Weight answers so that those to a question are spread like this; every report is made anew.

    Args:
        survey: the survey's id.
        question: its key in the survey.
        shares: by the code of the answer; none ends the weighting.
    """
    session().execute(delete(SurveyMargin).where(SurveyMargin.survey_id == survey, SurveyMargin.question == question))
    if shares:
        session().add(SurveyMargin(survey_id=survey, question=question, shares=shares))
    # What was published stays known, so that what comes can be compared with it.
    session().execute(update(SurveyReport).where(SurveyReport.survey_id == survey).values(version=reports.ANEW))
