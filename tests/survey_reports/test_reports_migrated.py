"""Reports of before they forgot nothing: what they said of people who had not finished goes, the rest stays."""

import json

import pytest
from sqlalchemy import text

from leadgate.foundation.databases import migrating
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.actions import reporting
from leadgate.surveys.models import Survey
from tests.surveys.scenes import choices, chosen, published, question, respond, small

pytestmark = pytest.mark.both_databases


def test_a_report_of_before_says_the_same_of_those_who_finished_and_nothing_of_the_others(site, here):
    survey = published(small(question("taste", "choice", choices=choices("rye", "oat"))))
    for at in range(14):
        respond(survey, {"taste": chosen("rye" if at % 2 else "oat")})
    reporting.report_due()
    migrating.step_down(here, "0032")
    with here.database.writer.begin() as connection:
        bodies = connection.execute(text("select part, body from survey_report")).all()
        for part, body in bodies:
            old = json.dumps(json.loads(body) | {"begun": 15, "steps": [], "looked_at": ["taste=rye"]})
            made = {"body": old, "part": part}
            connection.execute(text("update survey_report set body = :body, version = 1 where part = :part"), made)
    migrating.migrate(here)
    forget_what_was_read()
    with here.database.reader.connect() as connection:
        [body] = connection.execute(text("select body from survey_report where part = ''")).scalars()
        [held] = connection.execute(text("select held from survey_cohort")).scalars()
    assert not json.loads(body).keys() & {"begun", "steps", "looked_at"}
    assert json.loads(held)["asked"] == [["taste=rye", 0]]
    for at in range(20):
        respond(survey, {"taste": chosen("rye" if at % 2 else "oat")})
    reporting.report_due()
    forget_what_was_read()
    found = reports.report_of(session().get_one(Survey, survey), "").body
    assert [row["count"] for row in found["questions"]["taste"]["rows"]] == [17, 17]
