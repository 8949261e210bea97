"""A quota that is full is a publication: whoever tries it knows how many gave its answer."""

from datetime import UTC, datetime, timedelta

import pytest

from leadgate.foundation import clock
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.permissions import Role
from leadgate.statistics.tallies import Answers
from leadgate.survey_analysis.report import AllAnswers
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.actions import reporting
from leadgate.surveys import quotas
from leadgate.surveys.actions import publishing
from leadgate.surveys.models import Survey
from tests.surveys.scenes import choices, chosen, published, question, respond, small

TASTE = question("taste", "choice", choices=choices("bread", "cakes", "rolls"), required=True)
ONLY_BREAD = [{"question": "taste", "any_of": ["bread"]}]
BUYS = question("buys", "choices", choices=choices("bread", "cakes"))


def quota(most, code="bread"):
    return {"question": "taste", "code": code, "most": most}


def taste(survey, **times):
    for code, many in times.items():
        for _nth in range(many):
            respond(survey, {"taste": chosen(code)})


@action
def close(survey):
    with clock.moved(-timedelta(hours=1)):
        publishing.retire(survey)


@pytest.mark.parametrize("anonymous", [True, False])
def test_nine_less_the_eight_a_quota_is_full_of_are_told_by_nothing(site, anonymous):
    """The reproduction of 2026-11-30."""
    survey = published(small(TASTE, anonymous=anonymous, quotas=[quota(8)]))
    taste(survey, bread=8, cakes=1)
    if anonymous:
        close(survey)
    reporting.report_due()
    forget_what_was_read()
    found = reports.report_of(session().get_one(Survey, survey), "")
    assert (found.body["people"], found.body["questions"]) == (None, {})
    viewer = site.staff(Role.VIEWER)
    for path in ("report/", "report/summary"):
        page = viewer.get(f"/studio/surveys/{survey}/{path}").text
        assert "A quota is full" in page
        assert "9 finished" not in page
    assert 'data-label="Finished"><span class="small">hidden' in viewer.get("/studio/surveys/").text


def test_figures_come_once_those_who_said_something_else_are_enough(site):
    survey = published(small(TASTE, quotas=[quota(8)]))
    taste(survey, bread=8, cakes=6)
    reporting.report_due()
    forget_what_was_read()
    assert reports.report_of(session().get_one(Survey, survey), "").body["people"] == 14


def told(full, key="taste", **times):
    """What is said of a question, where some of its quotas are full."""
    found, items = Answers(), small(TASTE, BUYS).items
    for code, many in times.items():
        for _nth in range(many):
            found.add(items, {key: chosen(code)}, datetime(2026, 1, 2, tzinfo=UTC))
    survey = AllAnswers(items, found, {}, ["table:taste*buys", f"{key}=rolls"], full={key: full} if full else {})
    return survey.whole({}), survey


def counts(body, key="taste"):
    return {row["code"]: row["count"] for row in body["questions"][key]["rows"]}


def test_no_answer_hides_behind_one_everybody_knows_the_number_of():
    few = {"bread": 8, "cakes": 2, "rolls": 30}
    assert counts(told([], **few)[0]) == {"bread": None, "cakes": None, "rolls": 30}
    assert counts(told(["bread"], **few)[0]) == {"bread": 8, "cakes": None, "rolls": None}
    both = {"bread": 3, "cakes": 3, "rolls": 30}
    assert counts(told([], **both)[0])["rolls"] == 30, "six are behind both"
    assert counts(told(["bread"], **both)[0])["rolls"] is None, "three of the six are known"


def test_where_all_others_are_known_nothing_is_said_of_anything():
    body, survey = told(["bread", "rolls"], bread=8, cakes=2, rolls=30)
    assert (body["people"], body["full"]) == (None, True)
    assert survey.asked("taste=rolls")["few"]
    assert survey.asked("table:taste*buys")["held"]


def test_of_an_answer_beside_others_who_did_not_give_it_are_told_of_as_little():
    body, _survey = told(["bread"], "buys", bread=8, cakes=3)
    assert body["people"] is None


def test_what_is_known_is_what_is_full_what_was_changed_or_dropped_and_whatever_is_under_five(site):
    survey = published(small(TASTE, quotas=[quota(8), quota(4, "cakes"), quota(50, "rolls")]))
    taste(survey, bread=7, cakes=1, rolls=2)
    assert quotas.told_of(survey) == {"taste": {"cakes": 1}}, "of the others nobody knows"
    taste(survey, bread=1)
    assert quotas.told_of(survey) == {"taste": {"bread": 8, "cakes": 1}}
    publish(survey, small(TASTE, quotas=[quota(8), quota(4, "cakes"), quota(9, "rolls")]))
    assert quotas.told_of(survey)["taste"]["rolls"] == 2, "whoever moves the limit finds out"
    publish(survey, small(TASTE))
    assert quotas.told_of(survey) == {"taste": {"bread": 8, "cakes": 4, "rolls": 9}}, "what was known stays so"


@action
def publish(survey, definition):
    publishing.save_draft(survey, definition)
    publishing.publish(survey)


@pytest.mark.parametrize(("most", "is_said"), [(8, False), (11, False), (12, True), (40, True)])
def test_whoever_fills_a_quota_is_not_told_by_its_limit_less_what_was_shown(site, most, is_said):
    """The reproduction of 2026-11-30: seven of eight, and one more comes, who is counted by no report yet."""
    survey = published(small(TASTE, question("ill", "csat", only_if=ONLY_BREAD), quotas=[quota(most)]))
    for _nth in range(7):
        respond(survey, {"taste": chosen("bread"), "ill": 4})
    taste(survey, cakes=10)
    reporting.report_due()
    forget_what_was_read()
    said = reports.report_of(session().get_one(Survey, survey), "").body["questions"]
    assert ("rows" in said["taste"]) is is_said
    assert (said["ill"]["answered"] is None) is not is_said


def test_a_quota_that_is_filled_by_five_or_more_is_full_of_them(site):
    survey = published(small(TASTE, quotas=[quota(12)]))
    taste(survey, bread=7, cakes=10)
    reporting.report_due()
    taste(survey, bread=5)
    reporting.report_due()
    forget_what_was_read()
    assert counts(reports.report_of(session().get_one(Survey, survey), "").body)["bread"] == 12
