"""Reports: worked out away from the request, true at every moment, and never about one person."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.analytics import queries as analytics
from leadgate.consent.actions.answering import withdraw
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Role
from leadgate.people.actions import restricting
from leadgate.people.models import Person
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.actions import asking_for, reporting
from leadgate.survey_reports.errors import NoSuchPart, PartsOnceClosed
from leadgate.survey_reports.models import SurveyReport
from leadgate.surveys.actions import publishing, taking_back
from leadgate.surveys.models import Survey, SurveyResponse
from leadgate.surveys.types import SurveyVisitStep
from tests.facts import count, one
from tests.surveys.scenes import both, choices, chosen, published, question, respond, small

pytestmark = pytest.mark.both_databases("survey_reports.actions.reporting", "survey_reports.actions.looking")

TASTE = question("taste", "choice", choices=choices("bread", "cakes", "rolls"), other=True)
NPS = question("nps", "nps")
WHY = question("why", "long_text")


@pytest.fixture
def survey(site):
    return published(small(TASTE, NPS, WHY, languages=["en", "zh-Hant"], title=both("Small", "小問卷")))


def somebody(site):
    site.purpose()
    site.publish()
    site.confirmed()
    return one(Person).id


def many(survey, *pairs, **more):
    """So many responses of each taste."""
    for taste, times in pairs:
        for nth in range(times):
            respond(survey, {"taste": chosen(taste), "nps": 9 if nth % 2 else 4}, **more)


def shown(survey, part=""):
    forget_what_was_read()
    return reports.report_of(session().get_one(Survey, survey), part).body


def rows(body, key="taste"):
    return {row["code"]: row["count"] for row in body["questions"][key]["rows"]}


def worked_out(survey, part=""):
    reporting.report_due()
    return shown(survey, part)


def test_figures_are_there_once_five_have_answered(survey):
    many(survey, ("bread", 4))
    assert worked_out(survey) is None
    many(survey, ("bread", 2))
    assert rows(worked_out(survey))["bread"] == 6


def test_a_figure_that_few_stand_behind_is_hidden_and_cannot_be_worked_out(survey):
    many(survey, ("bread", 12), ("cakes", 6), ("rolls", 2))
    assert rows(worked_out(survey)) == {"bread": 12, "cakes": None, "rolls": None, "other": 0}


def test_a_report_is_not_made_anew_for_fewer_than_five_more(survey):
    many(survey, ("bread", 10))
    worked_out(survey)
    many(survey, ("bread", 4))
    assert worked_out(survey)["people"] == 10, "the fourth could be told from the rest by comparing"
    many(survey, ("bread", 1))
    assert worked_out(survey)["people"] == 15


def test_the_last_few_are_counted_by_no_report_when_a_survey_ends(site):
    open_one, hidden = published(small(TASTE), "open"), published(small(TASTE, anonymous=True), "hidden")
    for number in (open_one, hidden):
        many(number, ("bread", 10))
    asking_for.look_early(hidden)
    reporting.report_due()
    for number in (open_one, hidden):
        many(number, ("bread", 2))
        closed(number)
    assert worked_out(open_one)["people"] == 10, "two more, and the difference is what these two said"
    assert worked_out(hidden)["people"] == 10


def answers_of(person):
    mood, vote, likely = person
    return {"mood": chosen(mood), "vote": chosen(vote), "likely": likely}


FORTY_ONE = [("good", "yes", 9)] * 10 + [("bad", "no", 3)] * 11 + [("fair", "yes", 8)] * 12 + [("good", "no", 10)] * 8
LAST = ("bad", "no", 9)


@pytest.fixture
def anonymous(site):
    mood = question("mood", "choice", choices=choices("good", "fair", "bad"))
    vote = question("vote", "choice", choices=choices("yes", "no"))
    with clock.moved(-timedelta(hours=2)):
        survey = published(small(mood, vote, question("likely", "nps"), WHY, anonymous=True))
        for person in FORTY_ONE:
            respond(survey, answers_of(person))
        asking_for.look_early(survey)
        reporting.report_due()
    return survey


def weighted(survey):
    asking_for.weigh(survey, "vote", {"yes": 0.5, "no": 0.5})
    reporting.report_due()
    asking_for.weigh(survey, "vote", {})


def newly_published(survey):
    publishing.save_draft(survey, small(*(question("more", "csat"), TASTE), anonymous=True))
    publish(survey)


def closed(survey):
    """An hour ago, so that nobody is in the middle of it any more."""
    with clock.moved(-timedelta(hours=1)):
        publishing.retire(survey)


@pytest.mark.parametrize("cause", [weighted, newly_published, closed, reporting.work_out])
def test_no_way_of_counting_anew_tells_what_the_last_one_answered(anonymous, cause):
    before = shown(anonymous)
    respond(anonymous, answers_of(LAST))
    cause(anonymous)
    after = worked_out(anonymous)
    assert after["people"] == 41
    for key in ("mood", "vote", "likely"):
        assert rows(after, key) == rows(before, key)
        assert after["questions"][key]["scores" if key == "likely" else "rows"]
    assert after.get("course", {"finished": 41})["finished"] == 41, "how far people came says it, too"


def test_lines_of_an_anonymous_survey_are_told_anew_once_five_gave_each_answer_that_grew(anonymous):
    for _nth in range(6):
        respond(anonymous, answers_of(LAST))
    respond(anonymous, answers_of(("fair", "no", 8)))
    after = worked_out(anonymous)
    assert after["people"] == 48
    assert rows(after, "vote") == {"yes": 22, "no": 26}, "seven more said no"
    assert rows(after, "mood") == {"good": 18, "fair": 12, "bad": 11}, "one came to say fair"
    assert after["questions"]["mood"]["of"] == 41


def test_the_page_says_for_how_many_an_older_figure_stands(anonymous, site):
    for _nth in range(6):
        respond(anonymous, answers_of(LAST))
    respond(anonymous, answers_of(("fair", "no", 8)))
    reporting.report_due()
    assert "of the first 41" in site.staff(Role.VIEWER).get(f"/studio/surveys/{anonymous}/report/").text


def test_what_was_published_is_known_after_a_part_was_not_looked_at_for_long(anonymous):
    closed(anonymous)
    for part in ("mood=good", "mood=bad", "vote=yes"):
        asking_for.want(anonymous, part)
    assert rows(worked_out(anonymous, "mood=good"), "vote") == {"yes": 10, "no": 8}
    assert "looked_at" not in shown(anonymous)


def test_whoever_goes_is_in_no_report_that_is_made_afterwards_and_no_two_tell_what_they_had_said(survey):
    many(survey, ("bread", 10))
    worked_out(survey)
    ids = session().scalars(select(SurveyResponse.id)).all()
    for response in ids[:4]:
        taking_back.take_back(response)
    assert worked_out(survey)["people"] == 10, "four less would tell what four had said"
    taking_back.take_back(ids[4])
    assert worked_out(survey)["people"] == 5
    taking_back.take_back(ids[5])
    reporting.report_due()
    forget_what_was_read()
    assert reports.report_of(session().get_one(Survey, survey), "").is_few, "of five who were counted four are left"


def withdrawn(site, survey, person):
    withdraw(site.here.vault.key_of(person), session().get_one(Survey, survey).purpose_id, method="own-page")


def erased(site, survey, person):
    erasing.erase(person, why=Why.PERSON)


def restricted(site, survey, person):
    restricting.restrict(person, why="request")


@pytest.mark.parametrize("goes", [withdrawn, erased, restricted])
def test_whoever_goes_goes_with_others_by_lot_once_five_have_come(survey, site, goes):
    person = somebody(site)
    many(survey, ("bread", 9))
    respond(survey, {"taste": chosen("cakes")}, person=person)
    assert worked_out(survey)["people"] == 10
    goes(site, survey, person)
    assert worked_out(survey)["people"] == 10
    many(survey, ("rolls", 5))
    body = worked_out(survey)
    assert body["people"] == 10
    assert rows(body) == {"bread": 5, "cakes": 0, "rolls": 5, "other": 0}


def test_words_kept_as_sensitive_are_in_no_figure(survey):
    for _nth in range(6):
        respond(survey, {"taste": {"chosen": ["other"], "other": "insulin"}, "nps": 9}, kept=["taste"])
    body = worked_out(survey)
    assert body["questions"]["taste"] == {"answered": None, "few": True}
    assert body["questions"]["nps"]["answered"] == 6


def test_a_changed_survey_loses_no_answer(survey):
    many(survey, ("bread", 6), ("rolls", 5))
    fewer = question("taste", "choice", choices=choices("bread", "cakes"))
    publishing.save_draft(survey, small(fewer, question("new", "csat")))
    publish(survey)
    many(survey, ("cakes", 7))
    found = worked_out(survey)
    assert rows(found) == {"bread": 6, "cakes": 7, "rolls": 5}, "what is no longer offered stands at the end"
    assert "nps" in found["questions"], "a question that is asked no more is still reported"


def test_a_key_that_now_means_something_else_counts_only_what_it_means_now(survey):
    many(survey, ("bread", 6))
    publishing.save_draft(survey, small(question("taste", "nps")))
    publish(survey)
    for _nth in range(7):
        respond(survey, {"taste": 10})
    assert worked_out(survey)["questions"]["taste"]["answered"] == 7


@action
def publish(survey):
    publishing.publish(survey)


def test_a_part_is_shown_where_it_and_the_rest_are_large_enough(survey):
    many(survey, ("bread", 8), ("cakes", 9), ("rolls", 6))
    asking_for.want(survey, "taste=bread")
    reporting.report_due()
    assert shown(survey, "taste=bread")["people"] == 8


def test_a_part_whose_size_would_tell_how_many_gave_a_hidden_answer_is_not_shown(survey):
    many(survey, ("bread", 8), ("cakes", 9), ("rolls", 2))
    for part in ("taste=bread", "taste=cakes", "taste=rolls"):
        asking_for.want(survey, part)
    assert rows(worked_out(survey)) == {"bread": None, "cakes": 9, "rolls": None, "other": 0}
    assert shown(survey, "taste=cakes")["people"] == 9
    assert shown(survey, "taste=bread")["few"], "19 people less 9 and 8 are the two who said rolls"
    assert shown(survey, "taste=rolls")["few"]
    asking_for.want(survey, ".language=en")
    assert worked_out(survey, ".language=en")["people"] == 19, "everybody; there is no rest to be told apart"


def test_a_part_that_all_but_few_belong_to_is_not_shown(survey):
    many(survey, ("bread", 12), ("cakes", 2))
    asking_for.want(survey, "taste=bread")
    assert worked_out(survey, "taste=bread")["few"]


def test_parts_are_by_language_and_source_too(survey):
    many(survey, ("bread", 6), source="letter")
    many(survey, ("cakes", 7), language="zh-Hant")
    for part in (".source=letter", ".language=zh-Hant"):
        asking_for.want(survey, part)
    reporting.report_due()
    assert shown(survey, ".source=letter")["people"] == 6
    assert shown(survey, ".language=zh-Hant")["people"] == 7
    assert shown(survey)["sources"] == ["", "letter"]


def test_a_part_nobody_can_belong_to_is_refused(survey):
    with pytest.raises(NoSuchPart):
        asking_for.want(survey, "taste=stones")


def test_figures_of_an_anonymous_survey_wait_for_its_end_and_then_all_parts_are_there(site):
    survey, page = published(small(TASTE, NPS, anonymous=True)), site.staff(Role.MARKETER)
    for taste, likely in (("bread", 9), ("cakes", 3), ("rolls", 7)):
        for _nth in range(8):
            respond(survey, {"taste": chosen(taste), "nps": likely})
    reporting.report_due()
    waiting = page.get(f"/studio/surveys/{survey}/report/").text
    assert "figures come half an hour after it has closed" in waiting
    assert "Only those who answered" not in waiting, "no part is offered that is refused"
    with pytest.raises(PartsOnceClosed):
        asking_for.want(survey, "taste=bread")
    publishing.retire(survey)
    with pytest.raises(PartsOnceClosed):
        asking_for.want(survey, "taste=bread")
    closed(survey)
    asking_for.want(survey, "taste=bread")
    part = worked_out(survey, "taste=bread")
    assert part["people"] == 8
    assert not any("held" in one or "of" in one for one in part["questions"].values())


def test_figures_of_an_anonymous_survey_can_be_looked_at_early(site):
    survey, page = published(small(TASTE, anonymous=True)), site.staff(Role.MARKETER)
    many(survey, ("bread", 8), ("cakes", 8))
    path = f"/studio/surveys/{survey}/report/"
    assert page.press(path, f"{path}early").status_code == 303
    reporting.report_due()
    assert "16 people" in page.get(path).text


def test_weights_make_the_shares_those_that_are_known(survey):
    many(survey, ("bread", 20), ("cakes", 20))
    asking_for.weigh(survey, "taste", {"bread": 0.75, "cakes": 0.25})
    body = worked_out(survey)
    shares = {row["code"]: row["share"] and row["share"][0] for row in body["questions"]["taste"]["rows"]}
    assert shares["bread"] == pytest.approx(0.75, abs=0.001)
    assert rows(body)["bread"] == 20, "people are counted as they are"
    assert body["weighting"]["effective"] == 32, "40 people, weighted 3 to 1, are worth 32 (Kish)"
    asking_for.weigh(survey, "taste", {})
    assert worked_out(survey)["weighting"] is None


def test_how_far_people_came_is_counted_by_step(site):
    survey = published(small(TASTE, NPS, layout="question"))
    browser = site.visitor()
    for _nth in range(3):
        browser.get("/s/why")
    installation().counters.flush()
    for nth in range(8):
        begun = browser.fill("/s/why", **{"q.taste": "bread" if nth else "", "agree": "y"}).location
        browser = site.visitor()
        if nth < 6:
            browser.fill(begun, **{"q.nps": "9"})
    for _nth in range(5):
        site.visitor().fill("/s/why", **{"q.taste": "bread", "agree": "y"})
    installation().counters.flush()
    assert (one_count(survey, SurveyVisitStep.SEEN), one_count(survey, SurveyVisitStep.BEGUN)) == (16, 13)
    body = worked_out(survey)
    assert one_count(survey, SurveyVisitStep.FINISHED) == 6
    told = {"people": 7, "steps": [{"first": "taste", "last": "taste", "people": 7}]}
    assert body["course"] == {"finished": 6, "beside": 6, "broke_off": told, "turned_away": 0}
    viewer, report = site.staff(Role.VIEWER), f"/studio/surveys/{survey}/report/"
    for told in (viewer.get(report).text, viewer.get(f"{report}summary").text):
        assert "broke off after “taste?”" in told
    csv = viewer.get(f"{report}figures.csv").get_data().decode("utf-8-sig")
    assert "How far they came,,broke off after “taste?”,7,0.538" in csv


def one_count(survey, visit):
    forget_what_was_read()
    return analytics.total_of(survey, visit)


def test_the_page_shows_a_picture_and_the_table_beside_it(survey, site):
    many(survey, ("bread", 12), ("cakes", 6), ("rolls", 2))
    marketer = site.staff(Role.MARKETER)
    path = f"/studio/surveys/{survey}/report/"
    assert "are being worked out" in marketer.get(path).text
    reporting.report_due()
    page = marketer.get(path).text
    assert "20 people" in page
    assert "<svg" in page
    assert "fewer than five people" in page
    assert "Net Promoter Score" in page


def test_few_answers_show_nothing(survey, site):
    many(survey, ("bread", 3))
    assert "from five people on" in site.staff(Role.VIEWER).get(f"/studio/surveys/{survey}/report/").text


def test_one_asks_for_a_part_on_the_page(survey, site):
    many(survey, ("bread", 8), ("cakes", 8))
    reporting.report_due()
    viewer = site.staff(Role.VIEWER)
    sent = viewer.fill(f"/studio/surveys/{survey}/report/", part="taste=bread")
    assert sent.status_code == 303
    reporting.report_due()
    assert "only: taste? bread" in viewer.get(sent.headers["Location"]).text


def test_typed_shares_are_read_and_a_mistake_is_named(survey, site):
    many(survey, ("bread", 8), ("cakes", 8))
    reporting.report_due()
    marketer = site.staff(Role.MARKETER)
    path = f"/studio/surveys/{survey}/report/"
    wrong = marketer.fill(path, question="taste", shares="bread 60\nstones 40")
    assert wrong.status_code == 422
    assert "“stones 40”" in wrong.text
    whole = "bread 60 %\nCakes: 40\nrolls 0\nsomething else 0"
    assert marketer.fill(path, question="taste", shares=whole).status_code == 303
    forget_what_was_read()
    assert reports.margins(survey) == {"taste": {"bread": 0.6, "cakes": 0.4, "rolls": 0.0, "other": 0.0}}


@pytest.mark.parametrize(
    ("shares", "asked"),
    [
        ("bread 60", "What is the share of “cakes”, “rolls”, “something else”?"),
        ("bread 60\ncakes 60\nrolls 0\nother 0", "These shares add up to 120 and not to 100."),
        ("bread 33.3\ncakes 33.3\nrolls 33.3\nother 0", "These shares add up to 99.9 and not to 100."),
        ("bread 50\nbread 50\ncakes 50\nrolls 0\nother 0", "This answer has a share already: “bread 50”."),
        ("bread 0\ncakes 0\nrolls 0\nother 0", "These shares add up to 0 and not to 100."),
    ],
)
def test_shares_that_are_not_everybody_are_asked_about_and_kept_in_the_field(survey, site, shares, asked):
    many(survey, ("bread", 8), ("cakes", 8))
    reporting.report_due()
    marketer = site.staff(Role.MARKETER)
    answer = marketer.fill(f"/studio/surveys/{survey}/report/", question="taste", shares=shares)
    assert answer.status_code == 422
    assert asked in answer.text
    assert shares.partition("\n")[0] in answer.text
    forget_what_was_read()
    assert reports.margins(survey) == {}


def test_shares_that_weights_cannot_reach_are_said_on_the_page(survey, site):
    many(survey, ("bread", 72), ("cakes", 8))
    asking_for.weigh(survey, "taste", {"bread": 0.2, "cakes": 0.8, "rolls": 0.0, "other": 0.0})
    worked_out(survey)
    marketer = site.staff(Role.MARKETER)
    assert "taste? cakes: 80.0 % wanted, 50.0 % reached." in marketer.get(f"/studio/surveys/{survey}/report/").text


def test_of_hidden_answers_nothing_is_said_about_what_weights_reached(survey, site):
    many(survey, ("bread", 30), ("cakes", 3))
    marketer = site.staff(Role.MARKETER)
    for share in (0.05, 0.9):
        asking_for.weigh(survey, "taste", {"bread": 1 - share, "cakes": share, "rolls": 0.0, "other": 0.0})
        assert worked_out(survey)["weighting"] == {"effective": None, "questions": ["taste"], "margins": []}
        page = marketer.get(f"/studio/surveys/{survey}/report/").text
        assert "so weighted shares are hidden" in page
        assert " reached. No answer" not in page


def test_the_page_says_what_a_feature_is_to_most(site):
    survey = published(small(question("features", "kano", features=choices("table"))))
    for pair in [("like", "neutral")] * 12 + [("expect", "dislike")] * 5:
        respond(survey, {"features": {"table": list(pair)}})
    reporting.report_due()
    assert "Most say: delights." in site.staff(Role.VIEWER).get(f"/studio/surveys/{survey}/report/").text


def test_figures_come_as_csv_and_json(survey, site):
    many(survey, ("bread", 12), ("cakes", 6), ("rolls", 2))
    reporting.report_due()
    viewer = site.staff(Role.VIEWER)
    file = viewer.get(f"/studio/surveys/{survey}/report/figures.csv")
    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    csv = file.get_data().decode("utf-8-sig")
    assert "taste?,,bread,12,0.6," in csv
    assert "taste?,,rolls,,,," in csv
    assert json.loads(viewer.get(f"/studio/surveys/{survey}/report/figures.json").text)["people"] == 20


def test_the_print_has_a_page_of_its_own(survey, site):
    many(survey, ("bread", 12))
    reporting.report_due()
    assert "12 people" in site.staff(Role.VIEWER).get(f"/studio/surveys/{survey}/report/summary").text


def take(site, survey, role=Role.MARKETER, **data):
    path = f"/studio/surveys/{survey}/report/answers"
    return site.staff(role).fill(path, **{"aim": "learn", "format": "csv", **data})


def test_answers_are_taken_along_without_what_is_sensitive_and_it_is_noted(survey, site):
    respond(survey, {"taste": chosen("bread"), "why": "=cmd()", "nps": 7})
    respond(survey, {"taste": chosen("cakes"), "why": "my insulin"}, kept=["why"])
    text = take(site, survey).get_data().decode("utf-8-sig")
    assert text.splitlines()[0] == "response,state,finished,language,source,version,taste,taste_words,nps,why"
    assert "'=cmd()" in text
    assert "insulin" not in text
    assert session().query(AuditEntry).filter_by(act="survey:export").count() == 1


def test_a_file_to_show_holds_only_those_who_agree_to_be_quoted(site):
    survey = published(small(WHY, asks_to_quote=True))
    respond(survey, {"why": "yes to all"}, quoted=True)
    respond(survey, {"why": "for you only"})
    text = take(site, survey, aim="show", format="json").text
    assert "yes to all" in text
    assert "for you only" not in text


def test_answers_of_an_anonymous_survey_are_taken_by_nobody(site):
    survey = published(small(TASTE, anonymous=True))
    many(survey, ("bread", 8))
    refused = take(site, survey)
    assert refused.status_code == 409
    assert "only shown added up" in refused.text


def test_the_archive_for_spss_names_every_column_and_code(survey, site):
    respond(survey, {"taste": chosen("bread"), "why": "it's “good”", "nps": 7})
    respond(survey, {"taste": chosen("bread"), "why": "-5 is what I pay", "nps": 7})
    archive = zipfile.ZipFile(io.BytesIO(take(site, survey, format="spss").get_data()))
    assert archive.namelist() == ["why.csv", "why.sps"]
    commands = archive.read("why.sps").decode()
    assert "VALUE LABELS taste\n  1 'bread'\n  2 'cakes'" in commands
    assert "1,20" in archive.read("why.csv").decode()
    assert ",-5 is what I pay" in archive.read("why.csv").decode(), "no sign is put before what a program reads"


def test_a_viewer_takes_no_answers_along(survey, site):
    assert site.staff(Role.VIEWER).get(f"/studio/surveys/{survey}/report/answers").status_code == 403


def test_a_report_that_is_asked_for_too_often_keeps_the_newest_parts(survey):
    many(survey, ("bread", 8), ("cakes", 8))
    for at, part in enumerate([f"taste={code}" for code in ("bread", "cakes", "rolls", "other")] * 4):
        with clock.moved(timedelta(seconds=at)):
            asking_for.want(survey, part)
    worked_out(survey)
    assert count(SurveyReport) == 5
