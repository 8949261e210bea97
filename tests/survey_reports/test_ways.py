"""Whoever is asked a question only because of what they said elsewhere is told of as little as what they said."""

import pytest

from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.permissions import Role
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.actions import reporting
from leadgate.survey_reports.ways import ways_of
from leadgate.surveys.actions import publishing
from leadgate.surveys.models import Survey
from tests.surveys.scenes import choices, chosen, published, question, respond, small

BREADS = ("rye", "wheat", "spelt", "other")
BREAD = question("bread", "choice", required=True, choices=choices(*BREADS))
KILOS = question("kilos", "number", required=True, only_if=[{"question": "bread", "any_of": ["rye", "wheat"]}])
LIKES = question("likes", "choice", choices=choices("yes", "no"))
MOOD = question("mood", "csat")


def made(survey, part=""):
    reporting.report_due()
    forget_what_was_read()
    return reports.report_of(session().get_one(Survey, survey), part).body


def counts(body, key="bread"):
    return {row["code"]: row["count"] for row in body["questions"][key]["rows"]}


@action
def publish_anew(survey, definition):
    publishing.save_draft(survey, definition)
    publishing.publish(survey)


def answered(survey, **times):
    for bread, count in times.items():
        for nth in range(count):
            more = {"kilos": 3 + nth % 4} if bread in ("rye", "wheat") else {}
            respond(survey, {"bread": chosen(bread), **more})


def test_another_answer_is_hidden_where_how_many_were_asked_would_tell_a_small_one(site):
    """The reproduction of 2026-11-30: 16 had to say how many kilos, 13 of them for wheat."""
    survey = published(small(BREAD, KILOS))
    answered(survey, rye=3, wheat=13, spelt=20, other=24)
    body = made(survey)
    assert counts(body) == {"rye": None, "wheat": None, "spelt": 20, "other": 24}
    assert body["questions"]["kilos"]["answered"] == 16


def test_nothing_is_said_of_a_question_where_no_other_answer_could_be_hidden(site):
    only_rye = KILOS | {"only_if": [{"question": "bread", "any_of": ["rye"]}]}
    survey = published(small(BREAD, only_rye))
    answered(survey, rye=3, wheat=13, spelt=20, other=24)
    body = made(survey)
    assert body["questions"]["kilos"] == {"answered": None, "held": True, "of_some": True}, "not even that few answered"
    page = site.staff(Role.VIEWER).get(f"/studio/surveys/{survey}/report/").text
    assert "this was asked of some only" in page


def test_more_is_hidden_only_where_somebody_could_be_told_of(site):
    survey = published(small(BREAD, KILOS))
    answered(survey, rye=9, wheat=13, spelt=3, other=24)
    body = made(survey)
    assert body["questions"]["kilos"]["answered"] == 22
    assert counts(body) == {"rye": 9, "wheat": 13, "spelt": None, "other": None}


def test_what_decides_is_a_condition_a_section_that_is_skipped_a_version_and_what_decides_about_these():
    first = small(BREAD, KILOS, question("why", "long_text", only_if=[{"question": "kilos", "at_least": 5}]))
    assert ways_of({1: first}, first.items).asked_by == {"kilos": {"bread"}, "why": {"kilos", "bread"}}
    more = small(BREAD, KILOS, MOOD)
    assert ways_of({1: small(BREAD, KILOS), 2: more}, more.items).asked_by["mood"] == {".version"}


def test_an_answer_that_came_later_has_its_share_of_those_who_could_choose_it(site):
    survey = published(small(LIKES))
    for _nth in range(20):
        respond(survey, {"likes": chosen("yes")})
    publish_anew(survey, small(question("likes", "choice", choices=choices("yes", "maybe"))))
    for nth in range(16):
        respond(survey, {"likes": chosen("maybe" if nth < 8 else "yes")})
    rows = {row["code"]: row for row in made(survey)["questions"]["likes"]["rows"]}
    assert (rows["maybe"]["count"], rows["maybe"]["of"], rows["maybe"]["share"][0]) == (8, 16, 0.5)
    assert (rows["no"]["count"], rows["no"]["of"], rows["no"]["is_offered"]) == (0, 20, False)
    assert rows["yes"]["share"][0] == pytest.approx(28 / 36, abs=1e-5)
    page = site.staff(Role.VIEWER).get(f"/studio/surveys/{survey}/report/").text
    assert "its share is of the 16 it was offered to" in page
    assert "no longer offered" in page


def test_an_answer_few_could_choose_has_no_share_and_does_not_tell_how_few(site):
    survey = published(small(LIKES))
    for _nth in range(20):
        respond(survey, {"likes": chosen("yes")})
    publish_anew(survey, small(question("likes", "choice", choices=choices("yes", "no", "maybe"))))
    for _nth in range(3):
        respond(survey, {"likes": chosen("yes")})
    reporting.work_out(survey)
    rows = {row["code"]: row for row in made(survey)["questions"]["likes"]["rows"]}
    assert (rows["maybe"]["share"], rows["maybe"]["of"]) == (None, None)
    page = site.staff(Role.VIEWER).get(f"/studio/surveys/{survey}/report/").text
    assert "so it has no share of all" in page


def test_the_mean_place_of_things_stands_beside_the_share_that_put_them_first(site):
    survey = published(small(question("order", "ranking", choices=choices("crust", "crumb", "smell"))))
    for _nth in range(8):
        respond(survey, {"order": ["crust", "crumb", "smell"]})
    for _nth in range(12):
        respond(survey, {"order": ["crumb", "crust"]})
    rows = {row["code"]: row for row in made(survey)["questions"]["order"]["rows"]}
    assert rows["crust"]["place"][0] == pytest.approx(1.6), "eight put it first, twelve second"
    assert rows["smell"]["place"][0] == pytest.approx(3.6), "who left it out put it after the last place"
    viewer = site.staff(Role.VIEWER)
    assert "Mean place" in viewer.get(f"/studio/surveys/{survey}/report/").text
    assert "put it first; mean place" in viewer.get(f"/studio/surveys/{survey}/report/summary").text
    assert "Mean place" in viewer.get(f"/studio/surveys/{survey}/report/figures.csv").get_data().decode("utf-8-sig")
