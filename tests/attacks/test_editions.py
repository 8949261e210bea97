"""Whoever asks for one part today and for another tomorrow, and subtracts, reads nobody's answers.

The reproductions of 2026-11-30: figures that compare groups were held against what was told of the same part before,
and not against tables, other parts and weights.
"""

import secrets
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import numpy as np
import pytest
from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.statistics.beside_reports import days_beside_reports
from leadgate.survey_analysis.publishing.remembering import Remembered
from leadgate.survey_cohorts.cohort import Cohort
from leadgate.survey_cohorts.edition import Edition
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.actions import asking_for, reporting
from leadgate.survey_reports.models import SurveyCohort
from leadgate.surveys.actions import publishing, taking_back
from leadgate.surveys.models import SurveyResponse
from tests.attacks.seeing import counts, everything
from tests.size import examples
from tests.surveys.scenes import both, choices, chosen, published, question, respond, small

COLOURS, ANSWERS = ("red", "green", "blue"), ("yes", "no")
TABLE = "table:colour*ill"
TOLD = Remembered((), [("", ("a", ""), ("b", ""))])
COME = [("red", "yes"), ("red", "no"), ("green", "yes"), ("green", "no"), ("blue", "no")]


def asked(**more):
    colour = question("colour", "choice", choices=choices(*COLOURS, "grey"))
    languages = {"languages": ["en", "zh-Hant"], "title": both("Small", "小問卷")}
    return small(colour, question("ill", "choice", choices=choices(*ANSWERS)), **languages, **more)


def answer(survey, answers, **more):
    for colour, ill in answers:
        respond(survey, {"colour": chosen(colour), "ill": chosen(ill)}, **more)


def report(survey, *wanted):
    for one in wanted:
        asking_for.want_table(survey, *one.removeprefix("table:").split("*")) if "*" in one else asking_for.want(
            survey, one
        )
    reporting.work_out(survey)
    return everything(survey)


@pytest.fixture
def survey(site):
    """Sixty people, ten with each two answers, of whom a report was made."""
    survey = published(asked())
    answer(survey, [(colour, ill) for colour in COLOURS for ill in ANSWERS] * 10)
    reporting.report_due()
    everything(survey)
    return survey


def test_a_table_before_and_a_part_after_five_came_count_the_same_people(survey):
    before = report(survey, TABLE)
    answer(survey, COME)
    after = report(survey, "colour=blue")
    assert counts(after[""], "colour")["blue"] == 21, "everybody's figures count whoever came"
    assert after[TABLE] | {"groups": {}} == before[TABLE] | {"groups": {}}
    assert counts(after["colour=blue"], "ill") == {"yes": 10, "no": 10}, "or the one who came is not ill"
    assert after["colour=blue"]["groups"] == {"people": 60, "missing": 115}


def test_parts_asked_for_one_after_the_other_count_the_same_people(survey):
    report(survey, "colour=red")
    answer(survey, COME)
    after = report(survey, "colour=green", "colour=blue")
    assert [after[f"colour={one}"]["people"] for one in COLOURS] == [20, 20, 20]


def test_once_five_went_nothing_is_told_of_groups_they_were_of(survey):
    report(survey, TABLE)
    for one in session().scalars(select(SurveyResponse.id).limit(5)).all():
        taking_back.take_back(one)
    after = report(survey, "colour=blue")
    assert after[""]["people"] == 46, "five, and nine others by lot"
    assert "cells" not in after[TABLE]
    assert after["colour=blue"]["few"]


@pytest.mark.parametrize("seed", range(examples(40, 1000)))
def test_with_whoever_goes_of_an_edition_nine_others_of_it_go_and_of_each_report_five_or_nobody(seed):
    dice = np.random.default_rng(seed)
    cohort, present, counted = Cohort(secrets.token_bytes(8)), set(), []
    for _day in range(12):
        present |= {cohort.mark(UUID(bytes=dice.bytes(16))) for _one in range(int(dice.choice([0, 5, 6, 30])))}
        before = cohort
        if dice.random() < 0.4:
            present -= {*sorted(present, key=lambda mark: mark[::-1])[: int(dice.choice([2, 5, 10]))]}
        cohort = cohort.after(present).seen()
        if cohort.counted == before.counted:
            continue
        counted.append(cohort.counted)
        members, gone = before.edition.members, before.counted - present
        if gone & members:
            left = members & present
            assert len(left - cohort.counted) >= min(9, len(left))
        edition = cohort.edition.beside(cohort.counted)
        cohort = replace(cohort, edition=replace(edition, remembered=TOLD))
    told_apart = Counter(tuple(mark in one for one in counted) for mark in frozenset().union(*counted))
    assert min(told_apart.values(), default=5) >= 5


def test_weights_count_the_same_people(survey):
    asking_for.weigh(survey, "colour", {"red": 0.5, "green": 0.3, "blue": 0.2})
    before = report(survey)[""]["questions"]["ill"]
    answer(survey, COME)
    assert report(survey)[""]["questions"]["ill"] == before


def test_the_next_edition_counts_others_alone_once_they_are_twice_as_many(survey):
    report(survey, TABLE)
    answer(survey, [(colour, ill) for colour in COLOURS for ill in ANSWERS] * 20)
    after = report(survey)
    assert after[""]["people"] == 180
    assert after[TABLE]["people"] == 120
    assert [cell for row in after[TABLE]["cells"] for cell in row if cell] == [20] * 6


def test_a_part_that_differs_by_one_from_those_who_came_with_a_report_is_not_told(survey):
    answer(survey, [("red", "yes"), ("red", "no")] * 5, language="zh-Hant")
    answer(survey, [("red", "yes")])
    assert report(survey)[""]["people"] == 71
    told = report(survey, ".language=en")[".language=en"]["questions"]
    assert told["ill"]["answered"] is None, "61 less the 60 of the first report said yes"


@pytest.mark.parametrize(
    "waves",
    [
        {"several reports": [["blue", "green"] * 15, ["red"] * 5, ["blue"] * 5, ["blue"] * 4 + ["red"], ["red"] * 5]},
        {"two answers": [["blue", "blue", "grey"] * 15, *[["red", "green"] * 5] * 4, ["blue"] * 4 + ["red"]]},
    ],
    ids=lambda one: next(iter(one)),
)
def test_neither_reports_that_are_not_in_a_row_nor_two_answers_together_tell_of_the_one_who_came_with_others(
    site, waves
):
    survey = published(asked())
    for wave in next(iter(waves.values())):
        answer(survey, [(colour, ANSWERS[nth % 2]) for nth, colour in enumerate(wave)])
        report(survey)
    assert report(survey, "colour=red")["colour=red"]["questions"]["ill"]["answered"] is None


def weeks(survey, *, looked_at: bool):
    """Two weeks of a survey: those in green took over from those in red, but for one. Then the part of green."""
    said = ["yes", "no"] * 20
    for colours in (["red"] * 35 + ["green"] * 5, ["green"] * 39 + ["red"]):
        late = ["yes" if one == "green" and at >= 35 else said[at] for at, one in enumerate(colours)]
        answer(survey, zip(colours, late, strict=True))
        reporting.work_out(survey)
        if looked_at:
            everything(survey)
    return report(survey, "colour=green")["colour=green"]["questions"]["ill"]["answered"]


def test_a_part_beside_two_weeks_of_everybody_does_not_say_what_the_one_latecomer_of_the_other_said(site):
    """The five in green of the first week all said yes, so a no too many is the one in red of the second week."""
    assert weeks(published(asked()), looked_at=True) is None


@pytest.mark.parametrize("why", ["anew", "gone"])
def test_a_report_that_was_seen_stays_seen_when_it_is_made_anew_of_the_same_people(site, why):
    survey = published(asked())
    answer(survey, [("red", "yes"), ("red", "no")] * 30)
    report(survey)
    answer(survey, [("green", "yes"), ("green", "no")] * 20)
    report(survey)
    if why == "anew":
        asking_for.weigh(survey, "colour", {})
    else:
        for one in session().scalars(select(SurveyResponse.id).limit(5)).all():
            taking_back.take_back(one)
    reporting.work_out(survey)
    answer(survey, [("blue", "yes"), ("blue", "no")] * 20)
    reporting.work_out(survey)
    kept = Cohort.read(session().get_one(SurveyCohort, survey).held)
    assert len([batch for batch in kept.batches if batch]) == 3


def test_a_report_that_nobody_saw_is_compared_with_nothing(site):
    assert weeks(published(asked()), looked_at=False) == 44


def test_a_span_of_days_ends_where_no_report_parts_few_of_a_day(site):
    survey = published(asked())
    for hour, come in [(-30, 60), (-26, 8), (-2, 9)]:
        with clock.moved(timedelta(hours=hour)):
            answer(survey, [(COLOURS[nth % 3], ANSWERS[nth % 2]) for nth in range(come)])
        if hour == -26:
            with clock.moved(timedelta(hours=-28)):
                reporting.work_out(survey)
    whole = report(survey)[""]["people"]
    told = report(survey, f".days=..{clock.now() - timedelta(hours=25):%Y-%m-%d}")
    assert whole == 77
    [body] = [one for name, one in told.items() if name]
    assert body.get("few") or body["people"] in (60, 68, 77)


def test_a_survey_that_ends_again_tells_of_groups_as_it_did_at_its_first_end(site):
    survey = published(asked(anonymous=True))
    with clock.moved(-timedelta(days=2)):
        answer(survey, [(colour, ill) for colour in COLOURS for ill in ANSWERS] * 10)
        publishing.set_dates(survey, opens_at=None, closes_at=clock.now())
    reporting.report_due()
    report(survey, TABLE)
    with clock.moved(-timedelta(days=1)):
        publishing.set_dates(survey, opens_at=None, closes_at=None)
        answer(survey, [(colour, ill) for colour in COLOURS[:2] for ill in ANSWERS] * 5)
        answer(survey, [("blue", "yes"), *[("blue", "no")] * 4])
        publishing.retire(survey)
    reporting.report_due()
    assert counts(report(survey, "colour=blue")["colour=blue"], "ill") == {"yes": 10, "no": 10}


@pytest.mark.parametrize("seed", range(examples(40, 1000)))
def test_two_editions_count_the_same_people_or_nobody_in_common(seed):
    dice = np.random.default_rng(seed)
    edition, present, told = Edition(), set(), []
    for _report in range(30):
        present |= {secrets.token_bytes(8) for _one in range(int(dice.choice([0, 5, 9, 40, 200])))}
        if dice.random() < 0.3:
            present -= {*sorted(present)[: int(dice.choice([5, 20]))]}
        edition = Edition.read(edition.beside(frozenset(present)).plain())
        assert edition.members <= present
        if len(edition.members) >= 5:
            edition = replace(edition, remembered=TOLD)
            told.append(edition.members)
    assert all(one == other or not one & other for one in told for other in told)
    assert len({*told}) > 1


@pytest.mark.parametrize("seed", range(examples(40, 1000)))
def test_a_day_ends_for_nobody_or_five_at_least_of_those_who_came_with_one_report(seed):
    dice = np.random.default_rng(seed)
    reports = np.repeat(np.arange(6), dice.choice([5, 6, 9, 12, 40], 6))
    days = [f"2026-11-{day:02}" for day in np.sort(dice.integers(1, 29, len(reports)))]
    moved = days_beside_reports(days, reports.tolist())
    for here in (np.array(moved)[reports == one] for one in range(6)):
        cuts = [int((here <= day).sum()) for day in {*days}]
        assert all(min(one, len(here) - one) not in range(1, 5) for one in cuts)


def test_parts_that_take_long_come_a_turn_after_the_other_so_that_other_surveys_get_theirs(survey, monkeypatch):
    monkeypatch.setattr(reporting, "OTHERS_WAIT", timedelta(0))
    wanted = ["colour=red", "colour=green", "colour=blue"]
    first = report(survey, *wanted)
    told = [sum(first[one] is not None for one in wanted)]
    while told[-1] < len(wanted):
        assert survey in reports.due()
        reporting.work_out(survey)
        told.append(sum(everything(survey)[one] is not None for one in wanted))
    assert told == [1, 2, 3]
    assert survey not in reports.due()
