"""What anybody can see of a survey's reports."""

from leadgate.foundation.db import forget_what_was_read, session
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.actions.looking import seen_report
from leadgate.surveys.models import Survey


def everything(survey):
    """What anybody can see, but of when it was made."""
    forget_what_was_read()
    mine = session().get_one(Survey, survey)
    told = {"": seen_report(mine, "").body, **dict(reports.tables_of(mine))}
    told |= {part: reports.report_of(mine, part).body for part in reports.asked_for(survey) if "=" in part}
    return told


def counts(body, key):
    return {row["code"]: row["count"] for row in body["questions"][key]["rows"]}
