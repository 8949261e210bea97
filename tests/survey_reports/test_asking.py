"""What somebody asks for of a report: parts by several conditions, versions and days, and tables of their own."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.permissions import Role
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.actions import asking_for, reporting
from leadgate.survey_reports.errors import (
    NoSuchDays,
    NoSuchPart,
    NoSuchTable,
    PartsOnceClosed,
    PartsUsedUp,
    TooManyConditions,
    TooManyTables,
)
from leadgate.surveys.actions import publishing
from leadgate.surveys.models import Survey, SurveyResponse
from tests.surveys.scenes import choices, chosen, published, question, respond, small

pytestmark = pytest.mark.both_databases("survey_reports.actions.reporting", "survey_reports.actions.asking_for")

TASTE = question("taste", "choice", choices=choices("bread", "cakes", "rolls"))
BUYS = question("buys", "choices", choices=choices("here", "there", "online"))
MOOD = question("mood", "csat")


@pytest.fixture
def survey(site):
    return published(small(TASTE, BUYS, MOOD))


def many(survey, times, *, taste="bread", buys=("here",), mood=4, **more):
    for _nth in range(times):
        respond(survey, {"taste": chosen(taste), "buys": chosen(*buys), "mood": mood}, **more)


def asked(survey, name):
    forget_what_was_read()
    return reports.report_of(session().get_one(Survey, survey), name).body


def worked_out(survey, part):
    asking_for.want(survey, part)
    reporting.report_due()
    return asked(survey, part)


def table(survey, rows, columns):
    asking_for.want_table(survey, rows, columns)
    reporting.report_due()
    return asked(survey, f"table:{rows}*{columns}")


def closed(survey):
    with clock.moved(-timedelta(hours=1)):
        publishing.retire(survey)


def test_a_part_can_have_several_conditions(survey):
    many(survey, 8)
    many(survey, 7, buys=("here", "there"))
    many(survey, 9, taste="cakes", buys=("there",))
    many(survey, 6, taste="cakes", mood=2)
    assert worked_out(survey, "buys=there&taste=bread")["people"] == 7
    assert worked_out(survey, "buys=here&taste=cakes")["questions"]["mood"]["answered"] == 6


def test_a_part_can_be_of_the_version_that_was_answered(survey):
    many(survey, 8)
    publishing.save_draft(survey, small(TASTE, BUYS, MOOD, question("more", "nps")))
    action(publishing.publish)(survey)
    many(survey, 11, taste="cakes")
    assert worked_out(survey, ".version=2")["people"] == 11
    assert worked_out(survey, ".version=1")["people"] == 8


def test_a_part_can_be_of_the_days_it_was_answered_on(survey):
    with clock.moved(timedelta(days=-40)):
        many(survey, 9)
        day = f"{clock.now():%Y-%m-%d}"
    many(survey, 12, taste="cakes")
    assert worked_out(survey, f".days={day}..{day}")["people"] == 9
    assert worked_out(survey, f".days=..{day}")["people"] == 9
    assert worked_out(survey, f".days={day}..&taste=cakes")["people"] == 12


@pytest.mark.parametrize(
    ("part", "refusal"),
    [
        ("taste=stones", NoSuchPart),
        ("taste=bread&taste=cakes", NoSuchPart),
        (".version=7", NoSuchPart),
        (".days=tomorrow..", NoSuchPart),
        (".days=..", NoSuchPart),
        (".days=2026-02-30..", NoSuchPart),
        (".days=2026-03-02..2026-03-01", NoSuchDays),
        (".language=en&buys=here&buys=online&buys=there&taste=bread", TooManyConditions),
    ],
)
def test_a_part_that_cannot_be_is_refused(survey, part, refusal):
    with pytest.raises(refusal):
        asking_for.want(survey, part)


def test_who_is_left_when_one_part_is_taken_from_another_is_not_shown_where_they_are_few(survey):
    many(survey, 12)
    many(survey, 3, buys=("online",))
    many(survey, 14, taste="cakes", buys=("online",))
    many(survey, 9, taste="cakes")
    assert worked_out(survey, "taste=bread")["people"] == 15
    assert worked_out(survey, "buys=here&taste=bread")["few"], "15 less 12 are the three who buy online"


def test_a_table_stays_and_is_counted_anew_of_others_once_they_are_twice_as_many(survey):
    many(survey, 8)
    many(survey, 9, taste="cakes", mood=2)
    found = table(survey, "taste", "mood")
    assert found["cells"][:2] == [[0, 0, 0, 8, 0], [0, 9, 0, 0, 0]]
    many(survey, 5, mood=5)
    reporting.report_due()
    assert asked(survey, "table:taste*mood")["cells"][0] == [0, 0, 0, 8, 0], "the five are in none beside it"
    many(survey, 29, mood=5)
    reporting.report_due()
    assert asked(survey, "table:taste*mood")["cells"][0] == [0, 0, 0, 0, 34]


def test_a_table_hides_what_few_said(survey):
    many(survey, 8)
    many(survey, 2, mood=1)
    many(survey, 9, taste="cakes", mood=1)
    many(survey, 9, taste="cakes")
    found = table(survey, "taste", "mood")
    assert found["cells"][0][0] is None
    assert found["cells"][0].count(None) > 1, "a single one is the rest of its row"
    assert found["row_shares"][0][0] is None


@pytest.mark.parametrize("sides", [("taste", "taste"), ("taste", "stones"), (".secret", "mood"), ("", "")])
def test_a_table_of_nothing_is_refused(survey, sides):
    with pytest.raises(NoSuchTable):
        asking_for.want_table(survey, *sides)


def test_twenty_tables_are_shown_at_most_and_those_stay(survey):
    sides = ["taste", "buys", "mood", ".month", ".language"]
    for rows, columns in [(one, other) for one in sides for other in sides if one != other]:
        asking_for.want_table(survey, rows, columns)
    with pytest.raises(TooManyTables):
        asking_for.want_table(survey, "taste", ".source")
    asking_for.want_table(survey, "taste", "mood")


def test_tables_and_parts_of_an_anonymous_survey_come_once_it_has_closed(site):
    survey = published(small(TASTE, BUYS, MOOD, anonymous=True))
    many(survey, 8)
    many(survey, 9, taste="cakes", mood=2)
    with pytest.raises(PartsOnceClosed):
        asking_for.want_table(survey, "taste", "mood")
    closed(survey)
    assert table(survey, "taste", "mood")["cells"][0][3] == 8


def test_what_was_shown_of_an_anonymous_survey_is_never_forgotten_so_twelve_parts_are_all(site):
    survey = published(small(TASTE, BUYS, MOOD, anonymous=True))
    many(survey, 8)
    closed(survey)
    for at in range(1, 13):
        asking_for.want(survey, f".days=2026-01-01..2026-03-{at:02}")
    with pytest.raises(PartsUsedUp):
        asking_for.want(survey, "taste=bread")
    asking_for.want(survey, ".days=2026-01-01..2026-03-01")


def test_one_asks_for_both_on_the_page_and_what_was_typed_stays(survey, site):
    many(survey, 8)
    many(survey, 9, taste="cakes", buys=("there",), mood=2)
    reporting.report_due()
    viewer, path = site.staff(Role.VIEWER), f"/studio/surveys/{survey}/report/"
    sent = viewer.fill(path, part="taste=cakes", second="buys=there")
    assert sent.headers["Location"].endswith("part=buys%3Dthere%26taste%3Dcakes")
    reporting.report_due()
    page = viewer.get(sent.headers["Location"]).text
    assert "buys? there; taste? cakes" in page
    wrong = viewer.fill(path, first_day="2026-03-02", last_day="2026-03-01")
    assert wrong.status_code == 422
    assert "The last day is before the first one" in wrong.text
    assert 'value="2026-03-02"' in wrong.text
    assert "Please choose both from the lists" in viewer.fill(path, rows="taste", columns="taste").text
    viewer.fill(path, rows="taste", columns="mood")
    assert "It is being worked out" in viewer.get(path).text
    reporting.report_due()
    assert "100 % →" in viewer.get(path).text
    assert json.loads(viewer.get(f"{path}figures.json").text)["tables"][0]["table"] == "table:taste*mood"
    assert "taste? × mood?,bread,4,8,1.0" in viewer.get(f"{path}figures.csv").get_data().decode("utf-8-sig")


SIX = [question(f"q{at}", "csat") for at in range(6)]


def test_who_shows_a_sign_of_haste_is_counted_and_left_out_on_the_page(site):
    survey, path = published(small(TASTE, *SIX)), ""
    for at in range(25):
        begin(survey, {"taste": chosen("bread"), **moods(at)}, took=200 + at)
    for at in range(6):
        begin(survey, {"taste": chosen("cakes"), **moods(at)}, took=9)
    reporting.report_due()
    viewer, path = site.staff(Role.VIEWER), f"/studio/surveys/{survey}/report/"
    page = viewer.get(path).text
    assert "<strong>6</strong> took less than a third of the usual time" in page
    sent = viewer.press(path, f"{path}part", part=".sound=yes")
    reporting.report_due()
    assert "without a sign of haste" in viewer.get(sent.headers["Location"]).text
    assert asked(survey, ".sound=yes")["people"] == 25


def test_two_who_gave_the_same_six_answers_are_a_hint_and_of_an_anonymous_survey_no_time_is_known(site):
    survey = published(small(TASTE, *SIX, anonymous=True))
    for _nth in range(6):
        respond(survey, {"taste": chosen("cakes"), **{f"q{place}": 2 for place in range(6)}})
    for at in range(9):
        respond(survey, {"taste": chosen("bread"), **moods(at)})
    closed(survey)
    reporting.report_due()
    assert asked(survey, "")["hints"] == [{"sign": "twice", "count": 6}]
    page = site.staff(Role.VIEWER).get(f"/studio/surveys/{survey}/report/").text
    assert "How long it took is not known" in page


def moods(at):
    """Six answers, others for each of twenty-five people."""
    return {f"q{place}": (at // 5 if place % 2 else at) % 5 + 1 for place in range(6)}


def begin(survey, answers, *, took):
    """Answer in so many seconds."""
    known = set(session().scalars(select(SurveyResponse.id)))
    respond(survey, answers)
    shift(survey, known, took)


@action
def shift(survey, known, took):
    for row in session().scalars(select(SurveyResponse).where(SurveyResponse.survey_id == survey)):
        if row.id not in known:
            row.began_at = row.finished_at - timedelta(seconds=took)


def test_a_table_of_a_question_that_keeps_an_older_line_is_held_back(site):
    survey = published(small(TASTE, BUYS, MOOD, anonymous=True))
    many(survey, 8)
    many(survey, 9, taste="cakes", mood=2)
    asking_for.look_early(survey)
    reporting.report_due()
    many(survey, 6)
    many(survey, 2, taste="cakes", mood=2)
    closed(survey)
    assert table(survey, "taste", "mood")["held"], "two said cakes since"


def test_a_part_nobody_asked_for_is_not_being_worked_out(survey, site):
    many(survey, 8)
    reporting.report_due()
    viewer = site.staff(Role.VIEWER)
    for path in ("?part=taste%3Dcakes", "figures.json?part=nothing", "summary?part=taste%3Dbread"):
        found = viewer.get(f"/studio/surveys/{survey}/report/{path}")
        assert found.status_code == 404
        assert "Please choose it on the page of the report." in found.text


def test_a_worker_leaves_reports_for_other_work_and_goes_on_where_it_left(site, monkeypatch):
    surveys = [published(small(question("likes", "csat")), slug) for slug in ("one", "two", "three")]
    for survey in surveys:
        for _one in range(5):
            respond(survey, {"likes": 5})
    monkeypatch.setattr(reporting, "OTHERS_WAIT", timedelta(0))
    for nth in range(1, 4):
        assert reporting.report_due() == 1
        forget_what_was_read()
        told = [reports.report_of(session().get_one(Survey, one), "").body for one in surveys]
        assert sum(body is not None for body in told) == nth
    assert reporting.report_due() == 0
