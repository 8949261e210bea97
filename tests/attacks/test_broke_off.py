"""Whoever broke off, or was turned away by a quota, is counted in nothing another figure could be taken from."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

import numpy as np
import pytest

from leadgate.foundation import clock
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.permissions import Role
from leadgate.survey_cohorts.unfinished import START, Unfinished, told_anew
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.actions import asking_for, reporting
from leadgate.surveys.actions import publishing
from leadgate.surveys.models import Survey
from tests.attacks.walking import go
from tests.size import examples
from tests.surveys.scenes import choices, chosen, published, question, respond, small

YES_NO = choices("yes", "no")
SUED = (
    question("ill", "choice", choices=YES_NO, required=True),
    question("fired", "choice", choices=YES_NO, required=True, only_if=[{"question": "ill", "any_of": ["yes"]}]),
    question("sued", "choice", choices=YES_NO, required=True, only_if=[{"question": "fired", "any_of": ["yes"]}]),
)
YES, NO = chosen("yes"), chosen("no")


def body_of(survey):
    forget_what_was_read()
    return reports.report_of(session().get_one(Survey, survey), "").body


def finish_24(survey):
    """Twelve were ill, and six of those fired."""
    for nth in range(24):
        go(survey, ill=YES if nth < 12 else NO, fired=YES if nth < 6 else NO, sued=NO)


@action
def close(survey):
    with clock.moved(-timedelta(hours=1)):
        publishing.retire(survey)


@pytest.mark.parametrize("anonymous", [False, True])
def test_one_who_said_yes_twice_and_closed_the_page_is_in_no_figure(site, anonymous):
    """The reproduction of 2026-11-30: `fired` reached 13 beside 12 who were ill, `sued` 7 beside 6 who were fired."""
    survey = published(small(*SUED, layout="question", anonymous=anonymous))
    finish_24(survey)
    go(survey, pages=2, ill=YES, fired=YES)
    close(survey)
    reporting.report_due()
    assert body_of(survey)["course"] == {"finished": 24, "beside": 24, "broke_off": None, "turned_away": 0}
    assert not {"begun", "steps", "finished"} & {*body_of(survey)}
    viewer = site.staff(Role.VIEWER)
    assert "How many broke off is hidden" in viewer.get(f"/studio/surveys/{survey}/report/").text
    assert "Begun" not in viewer.get("/studio/surveys/").text, "nor does the list of surveys say how many began"


def test_where_they_broke_off_is_told_together_until_they_are_five(site):
    survey = published(small(*SUED, layout="question"))
    finish_24(survey)
    for nth in range(8):
        go(survey, pages=1 if nth < 4 else 2, ill=YES, fired=YES)
    reporting.report_due()
    [told] = body_of(survey)["course"]["broke_off"]["steps"]
    assert (told["first"], told["last"], told["people"]) == (START, "sued", 8)
    page = site.staff(Role.VIEWER).get(f"/studio/surveys/{survey}/report/").text
    assert "broke off, at latest after “sued?”" in page


def test_no_share_is_said_where_some_of_those_who_broke_off_may_have_finished_since(site):
    survey = published(small(*SUED, layout="question"))
    finish_24(survey)
    for _nth in range(8):
        go(survey, pages=1, ill=YES)
    path = f"/studio/surveys/{survey}/report/"
    reporting.report_due()
    viewer = site.staff(Role.VIEWER)
    assert "as it was before" not in viewer.get(path).text
    finish_24(survey)
    reporting.report_due()
    page = viewer.get(path).text
    assert body_of(survey)["course"] | {"broke_off": {}} == {
        "finished": 48,
        "beside": 24,
        "broke_off": {},
        "turned_away": 0,
    }
    assert "some of them may have finished since" in page
    assert "75 %" not in page


def test_how_far_people_came_is_told_once_of_an_anonymous_survey_and_not_before_it_has_closed(site):
    survey = published(small(*SUED, layout="question", anonymous=True))
    with clock.moved(-timedelta(hours=2)):
        finish_24(survey)
        for _nth in range(5):
            go(survey, pages=1, ill=YES)
        asking_for.look_early(survey)
        reporting.report_due()
    assert "course" not in body_of(survey)
    close(survey)
    reporting.report_due()
    assert body_of(survey)["course"]["broke_off"]["people"] == 5


def test_who_found_a_quota_full_is_one_number_or_hidden(site):
    quota = {"question": "taste", "code": "bread", "most": 6}
    taste = question("taste", "choice", choices=choices("bread", "cakes"), required=True)
    survey = published(small(taste, quotas=[quota]))
    for nth in range(12 + 3):
        respond(survey, {"taste": chosen("cakes" if nth < 6 else "bread")})
    reporting.report_due()
    assert body_of(survey)["course"]["turned_away"] is None
    for nth in range(14):
        respond(survey, {"taste": chosen("cakes" if nth < 6 else "bread")})
    reporting.report_due()
    assert body_of(survey)["course"] == {
        "finished": 18,
        "beside": 18,
        "broke_off": {"people": 0, "steps": []},
        "turned_away": 11,
    }


QUESTIONS = ["a", "b", "c", "d", "e", "f"]


def within(one: Unfinished, first: int, last: int) -> frozenset[bytes] | None:
    """Who broke off in a span of questions, where that follows from what is told."""
    keys = [START, *QUESTIONS][first:last]
    told = [group for group in one.groups if {*group} <= {*keys}]
    return one.within(keys) if sum(map(len, told)) == len(keys) else None


def days_of(seed: int) -> Iterator[Unfinished]:
    """Who has not finished, day by day: some go on, some finish, some are deleted."""
    dice, at = np.random.default_rng(seed), dict[bytes, int]()
    for _day in range(25):
        at |= {dice.bytes(8): 0 for _one in range(int(dice.integers(0, 9)))}
        at = {mark: place + int(dice.choice([0, 0, 0, 1, 2])) for mark, place in at.items()}
        at = {mark: place for mark, place in at.items() if place <= len(QUESTIONS) and dice.random() > 0.05}
        keys = [START, *QUESTIONS]
        yield Unfinished({key: frozenset(m for m, to in at.items() if keys[to] == key) for key in keys})


@pytest.mark.parametrize("seed", range(examples(40, 1000)))
def test_no_two_reports_differ_by_few_in_any_span_of_questions(seed):
    told: list[Unfinished] = []
    seen: list[Unfinished] = []
    for now in days_of(seed):
        told = [Unfinished.read(one.kept()) for one in told_anew(told, now, QUESTIONS, is_anonymous=False)]
        seen += [told[-1]]
    assert not any(len(one.within(group)) in range(1, 5) for one in seen for group in one.groups)
    spans = [*combinations(range(len(QUESTIONS) + 2), 2)]
    pairs = [(within(one, *span), within(two, *span)) for one, two in combinations(seen, 2) for span in spans]
    both = [(one, two) for one, two in pairs if one is not None and two is not None]
    assert not any({len(one - two), len(two - one)} & {1, 2, 3, 4} for one, two in both)
    assert any(one != two for one, two in both)


def test_how_far_they_came_is_told_of_growing_groups_and_as_finely_as_may_be():
    marks = [bytes([nth]) * 8 for nth in range(40)]
    first = told_anew(
        [], Unfinished({"a": frozenset(marks[:6]), "c": frozenset(marks[6:13])}), "abcd", is_anonymous=False
    )
    assert [(one["first"], one["people"]) for one in first[-1].plain()["broke_off"]["steps"]] == [("a", 6), ("c", 7)]
    more = Unfinished({"a": frozenset(marks[:6]), "c": frozenset(marks[6:12]), "d": frozenset(marks[12:20])})
    second = told_anew(first, more, "abcd", is_anonymous=False)
    assert [one["people"] for one in second[-1].plain()["broke_off"]["steps"]] == [20], "one went on from c to d"
