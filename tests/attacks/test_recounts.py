"""Whoever keeps every report there ever was, and subtracts each from each other, reads nobody's answers."""

import secrets
from collections import Counter
from datetime import timedelta
from itertools import combinations
from uuid import UUID

import numpy as np
import pytest
from sqlalchemy import select

from leadgate.coding.actions import coding
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.survey_cohorts.cohort import Cohort
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.actions import asking_for, reporting
from leadgate.surveys.actions import publishing, taking_back
from leadgate.surveys.models import Survey, SurveyResponse
from tests.attacks.seeing import counts, everything
from tests.size import examples
from tests.surveys.scenes import choices, chosen, published, question, respond, small

TASTE, LIKES = question("taste", "choice", choices=choices("bread", "cakes", "rolls")), question("likes", "csat")


@pytest.mark.parametrize("seed", range(examples(60, 1000)))
def test_of_all_reports_together_nobody_or_five_are_told_apart(seed):
    dice = np.random.default_rng(seed)
    cohort, present, counted = Cohort(secrets.token_bytes(8)), set(), []
    for _day in range(40):
        for _one in range(int(dice.choice([0, 1, 2, 4, 5, 6, 12]))):
            present.add(cohort.mark(UUID(bytes=dice.bytes(16))))
        leavers = int(dice.choice([0, 0, 1, 2, 4, 5, 7], p=[0.3, 0.2, 0.2, 0.1, 0.1, 0.05, 0.05]))
        present -= {*dice.permutation(sorted(present))[:leavers].tolist()}
        cohort = Cohort.read(cohort.after(present, int(dice.choice([5, 8]))).seen().plain())
        if not counted or cohort.counted != counted[-1]:
            counted.append(cohort.counted)
            assert cohort.counted <= present, "whoever went is in no report that is made after it"
    for one, other in combinations(counted, 2):
        assert len(one - other) not in range(1, 5)
        assert len(other - one) not in range(1, 5)
    # Whoever is in just the same reports is told by no sum of them apart from each other, and from the rest.
    told_apart = Counter(tuple(mark in one for one in counted) for mark in frozenset().union(*counted))
    assert min(told_apart.values()) >= 5
    assert len(counted) > 5


@pytest.fixture
def survey(site):
    survey = published(small(TASTE, LIKES))
    with clock.moved(-timedelta(hours=3)):
        for taste, likes in [("bread", 5)] * 8 + [("cakes", 4)] * 8 + [("rolls", 1)] * 8:
            respond(survey, {"taste": chosen(taste), "likes": likes})
        reporting.report_due()
    return survey


def the_oldest():
    return session().scalars(select(SurveyResponse.id).order_by(SurveyResponse.finished_at)).first()


def table(survey):
    asking_for.want_table(survey, "taste", "likes")


def part(survey):
    asking_for.want(survey, "taste=bread")


def weights(survey):
    asking_for.weigh(survey, "taste", {"bread": 0.5, "cakes": 0.3, "rolls": 0.2})
    reporting.report_due()
    asking_for.weigh(survey, "taste", {})


def version(survey):
    publishing.save_draft(survey, small(TASTE, LIKES, question("more", "csat")))
    publish(survey)


def keeping(survey):
    publishing.save_draft(survey, small(TASTE, LIKES, kept_days=90))
    publish(survey)


@action
def publish(survey):
    publishing.publish(survey)


def the_end(survey):
    with clock.moved(-timedelta(hours=1)):
        publishing.retire(survey)


CAUSES = [table, part, weights, version, keeping, the_end, reporting.work_out]


@pytest.mark.parametrize("cause", CAUSES)
def test_no_way_of_counting_anew_tells_of_the_few_who_came_meanwhile(survey, cause):
    before = everything(survey)[""]
    for _one in range(4):
        respond(survey, {"taste": chosen("rolls"), "likes": 5})
    cause(survey)
    reporting.report_due()
    told = everything(survey)
    for key in ("taste", "likes"):
        assert counts(told[""], key) == counts(before, key)
    assert told[""]["people"] == 24
    assert told[""]["course"] == before["course"]
    if cause is table:
        [found] = [body for name, body in told.items() if name.startswith("table:")]
        assert found["cells"] == [[0, 0, 0, 0, 8], [0, 0, 0, 8, 0], [8, 0, 0, 0, 0]], "of the same people"
    if cause is part:
        assert told["taste=bread"]["people"] == 8


ASKED = {"sex": ("f", "m"), "age": ("young", "mid", "old"), "ill": ("yes", "no"), "votes": ("red", "blue")}


def cells(told):
    """Of each part, and of those who are not in it, and of each table, how many gave each answer."""
    everybody, of_all = {key: counts(told[""], key) for key in ASKED}, "groups" not in told[""]
    found = {}
    for name, body in told.items():
        if "cells" in (body or {}):
            pairs = zip(body["row_codes"], body["cells"], strict=True)
            found |= {(name, row, at): cell for row, line in pairs for at, cell in enumerate(line)}
        elif name and "questions" in (body or {}):
            for key in [key for key in ASKED if "rows" in body["questions"][key]]:
                found |= {(name, key, code): count for code, count in counts(body, key).items()}
                rest = counts(body, key) if of_all else {}
                told = [(code, count, everybody[key][code]) for code, count in rest.items()]
                found |= {(f"not {name}", key, code): of - count for code, count, of in told if None not in (count, of)}
    return found


@pytest.mark.parametrize("seed", range(examples(3, 40)))
def test_no_part_and_no_table_tells_by_two_states_of_it_what_one_who_came_or_went_said(site, seed):
    dice = np.random.default_rng(seed)
    survey = published(small(*(question(key, "choice", choices=choices(*codes)) for key, codes in ASKED.items())))
    last: dict[object, int] = {}
    for round_ in range(6):
        with clock.moved(timedelta(hours=round_ - 8)):
            for _one in range(60 if not round_ else int(dice.choice([5, 6, 25]))):
                respond(survey, {key: chosen(str(dice.choice(codes))) for key, codes in ASKED.items()})
            if round_ in (2, 4):
                for response in session().scalars(select(SurveyResponse.id).limit(5)).all():
                    taking_back.take_back(response)
            if not round_:
                reporting.report_due()
                for one in ("age=young", "age=mid", "votes=red", "age=old&votes=blue"):
                    asking_for.want(survey, one)
                asking_for.want_table(survey, "sex", "ill")
            reporting.work_out(survey)
        told = {at: count for at, count in cells(everything(survey)).items() if count is not None}
        assert {
            at: (last[at], count) for at, count in told.items() if at in last and 0 < abs(count - last[at]) < 5
        } == {}
        last |= told


@pytest.mark.parametrize("cause", CAUSES)
def test_nothing_new_is_told_beside_figures_that_still_count_whoever_went(survey, cause):
    before = everything(survey)[""]
    taking_back.take_back(the_oldest())
    cause(survey)
    reporting.report_due()
    told = everything(survey)
    assert told.pop("") == before
    assert all(body is None for body in told.values())


def test_codes_of_fewer_than_five_change_no_figure_and_those_of_five_do(site):
    survey = published(small(question("why", "long_text")))
    for _one in range(12):
        respond(survey, {"why": "The prices are too high"})
    costs = str(coding.add_code(survey, "why", "Costs", "", ""))
    ids = session().scalars(select(SurveyResponse.id)).all()
    coding.decide(survey, "why", {one: [costs] for one in ids[:6]}, by=new_id())
    reporting.work_out(survey)
    assert counts(everything(survey)[""], "why") == {costs: 6}
    coding.decide(survey, "why", {one: [costs] for one in ids[6:10]}, by=new_id())
    reporting.work_out(survey)
    assert counts(everything(survey)[""], "why") == {costs: 6}, "four more, and all else that is said of four"
    coding.decide(survey, "why", {ids[10]: [costs]}, by=new_id())
    reporting.work_out(survey)
    assert counts(everything(survey)[""], "why") == {costs: 11}


def test_codes_of_an_anonymous_survey_are_counted_once_so_nobody_chooses_whom_they_tell_of(site):
    """The reproduction of 2026-11-30: a code for twenty answers, then for one more, is what else that one said."""
    survey = published(small(question("why", "long_text"), anonymous=True))
    with clock.moved(-timedelta(days=2)):
        for nth in range(12):
            respond(survey, {"why": f"The prices are too high by {nth}"})
        publishing.retire(survey)
    reporting.report_due()
    costs = str(coding.add_code(survey, "why", "Costs", "", ""))
    ids, coder = session().scalars(select(SurveyResponse.id)).all(), new_id()
    coding.decide(survey, "why", {one: [costs] for one in ids[:6]}, by=coder)
    reporting.work_out(survey)
    assert not everything(survey)[""]["questions"]["why"].get("rows"), "six are not decided about"
    coding.decide(survey, "why", {one: [costs] if at < 6 else [] for at, one in enumerate(ids)}, by=coder)
    reporting.work_out(survey)
    assert counts(everything(survey)[""], "why") == {costs: 6}
    coding.decide(survey, "why", {one: [costs] for one in ids}, by=coder)
    reporting.work_out(survey)
    assert counts(everything(survey)[""], "why") == {costs: 6}


def test_the_page_says_why_and_until_when(survey, site):
    taking_back.take_back(the_oldest())
    respond(survey, {"taste": chosen("rolls"), "likes": 5})
    reporting.report_due()
    asking_for.want(survey, "taste=bread")
    viewer = site.staff()
    page = viewer.get(f"/studio/surveys/{survey}/report/").text
    assert "what they had said" in page
    assert "1 more has finished" in page
    assert "These figures wait" in viewer.get(f"/studio/surveys/{survey}/report/?part=taste%3Dbread").text


def test_one_who_goes_and_five_who_come_are_not_told_apart(survey):
    for nth in range(5):
        respond(survey, {"taste": chosen("bread"), "likes": 5})
        if nth == 3:
            reporting.report_due()
            taking_back.take_back(the_oldest())
            reporting.report_due()
            assert everything(survey)[""]["people"] == 24
    reporting.report_due()
    assert everything(survey)[""]["people"] == 24, "so many less one and four by lot, and five"
    assert reports.report_of(session().get_one(Survey, survey), "").left_out == 4


def test_five_who_go_are_in_no_figure_any_more(survey):
    for _one in range(5):
        taking_back.take_back(the_oldest())
    reporting.report_due()
    assert everything(survey)[""]["people"] == 19
