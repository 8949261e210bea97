"""Whoever asks for this, for much else, and then for that: a report forgets nothing it said of the same people."""

from datetime import UTC, datetime
from functools import partial
from itertools import combinations
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.permissions import Role
from leadgate.survey_analysis.publishing.remembering import Remembered
from leadgate.survey_analysis.report import AllAnswers
from leadgate.survey_cohorts.cohort import Cohort
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.actions import asking_for, reporting
from leadgate.survey_reports.cohorts import held
from leadgate.survey_reports.errors import PartsInWork, TooManyParts, TooManySpans
from leadgate.survey_reports.gathering import gather
from leadgate.survey_reports.ways import ways_through
from leadgate.surveys.actions import publishing, taking_back
from leadgate.surveys.merging import asked
from leadgate.surveys.models import Survey, SurveyResponse
from tests.attacks.random_surveys import AT_ONCE, DAYS, SURVEY, WEIGHTS, Made, as_json, attack_name
from tests.attacks.subtracting import Told, exposed, told_of, weighted_told
from tests.faults.together import at_once
from tests.size import examples
from tests.surveys.scenes import choices, chosen, published, question, respond, small

UNTIL, DURING = DAYS
ASKED = [[UNTIL, "brand=p", "gender=f"], ["table:gender*mood"], [DURING, "brand=p&gender=f"]]
"""What somebody looks at, each time letting go of what was before."""


def told_one_after_the_other(made: Made, *, is_remembered: bool) -> list[Told]:
    """What is published to whoever asks for this, then for that, and weights in between."""
    told: dict[str, Told] = {}
    things, remembered = list(made.things.values()), Remembered()
    for names, margins in zip(ASKED, ({}, {"gender": WEIGHTS[0]}, {}), strict=True):
        survey = AllAnswers(SURVEY.items, made.answers, {}, names, remembered=remembered)
        whole = as_json(survey.whole(margins))
        for figures in whole["questions"].values() if margins else ():
            figures.pop("scores", None)  # they are weighted, and these shares say the same
            figures.pop("months", None)
        named = {"": whole} | {attack_name(one): as_json(survey.asked(one)) for one in names}
        more = weighted_told(made.things["gender"], things, whole) if margins else []
        told |= {repr(one): one for one in [*told_of(things, named), *more]}
        if is_remembered:
            remembered = Remembered.read([*map(list, survey.told().steps)], survey.told().asked)
    return list(told.values())


def exposed_in(seed: int, *, is_remembered: bool) -> list[Any]:
    made = Made(seed)
    told = told_one_after_the_other(made, is_remembered=is_remembered)
    return [one for things in combinations(made.things.values(), AT_ONCE) for one in exposed(things, told, made.people)]


FORGETFUL = [22, 37]


@pytest.mark.parametrize("seed", [*FORGETFUL, *range(examples(2, 300))])
def test_what_was_let_go_is_told_with_what_comes_of_no_cell(seed):
    assert exposed_in(seed, is_remembered=True) == []


def test_the_same_attack_reads_cells_in_reports_that_forget():
    assert all(exposed_in(seed, is_remembered=False) for seed in FORGETFUL)


GENDER_BRAND = (
    question("gender", "choice", choices=choices("f", "m"), required=True),
    question("brand", "choice", choices=choices(*"pqrs"), required=True),
)
UNTIL_DAY, DURING_DAYS = ".days=..2026-02-15", ".days=2026-02-01..2026-02-28&gender=f"


@pytest.fixture
def survey(site):
    made = published(small(*GENDER_BRAND))
    for month, day, gender, times in [(1, 9, "f", 2), (2, 9, "f", 6), (1, 9, "m", 19), (2, 20, "m", 8), (3, 9, "f", 9)]:
        then = datetime(2026, month, day, 12, tzinfo=UTC)
        with clock.moved(then - clock.now()):
            for nth in range(times):
                respond(made, {"gender": chosen(gender), "brand": chosen("pqrs"[nth % 2])})
    return made


def body(survey, part):
    forget_what_was_read()
    return reports.report_of(session().get_one(Survey, survey), part).body


def look_at(survey, part):
    asking_for.want(survey, part)
    reporting.work_out(survey)
    return body(survey, part)


def others(times):
    return [f".source=letter-{number:02}" for number in range(1, times + 1)]


def want_all(survey, parts):
    """Ask for parts one after the other, so many at a time as are worked out together."""
    for at, part in enumerate(parts, 1):
        asking_for.want(survey, part)
        if at % reports.MOST_PARTS == 0 or at == len(parts):
            reporting.work_out(survey)


def test_a_part_more_than_are_worked_out_together_is_refused_and_none_is_lost(survey):
    many = others(13)
    for part in many[:12]:
        asking_for.want(survey, part)
    with pytest.raises(PartsInWork):
        asking_for.want(survey, many[12])
    asking_for.want(survey, many[0])
    reporting.work_out(survey)
    assert all(body(survey, part) for part in many[:12])
    asking_for.want(survey, many[12])


@pytest.mark.both_databases
def test_what_is_asked_for_while_figures_are_worked_out_comes_next(survey, monkeypatch):
    want_all(survey, others(13))
    asking_for.want(survey, "gender=f")

    def meanwhile(*given, **more):
        monkeypatch.setattr(reporting, "gather", gather)
        asking_for.want(survey, "gender=m")
        asking_for.want_table(survey, "gender", "brand")
        asking_for.want(survey, others(1)[0])
        return gather(*given, **more)

    monkeypatch.setattr(reporting, "gather", meanwhile)
    reporting.work_out(survey)
    assert body(survey, "gender=f")
    assert reports.parts_in_work(survey) == 2
    assert survey in reports.due()
    reporting.work_out(survey)
    assert all(body(survey, part) for part in ("gender=f", "gender=m", "table:gender*brand", others(1)[0]))
    assert reports.parts_in_work(survey) == 0
    assert survey not in reports.due()


@pytest.mark.both_databases
def test_of_parts_asked_for_at_one_moment_all_come(survey, here):
    many = others(16)
    outcomes = at_once(here, *(partial(asking_for.want, survey, part) for part in many))
    asked = [part for part, outcome in zip(many, outcomes, strict=True) if not isinstance(outcome, PartsInWork)]
    assert len(asked) >= 12
    came = set()
    for _round in range(3):
        reporting.work_out(survey)
        came |= {part for part in asked if body(survey, part)}
    assert came == {*asked}
    assert survey not in reports.due()


def test_the_page_of_a_part_that_made_room_says_so(survey, site):
    want_all(survey, others(13))
    viewer = site.staff(Role.VIEWER)
    gone, kept = (
        viewer.get(f"/studio/surveys/{survey}/report/", query_string={"part": part})
        for part in (others(1)[0], others(13)[12])
    )
    assert (gone.status_code, kept.status_code) == (404, 200)


def test_thirteen_other_parts_do_not_make_a_report_forget_what_it_said(survey):
    """The reproduction of 2026-11-30: eight women until the middle of February, less six in February, are two."""
    assert {row["code"]: row["count"] for row in look_at(survey, UNTIL_DAY)["questions"]["gender"]["rows"]}["f"] == 8
    assert look_at(survey, DURING_DAYS)["few"]
    want_all(survey, others(14))
    assert body(survey, UNTIL_DAY) is None, "nobody looks at it any more"
    assert look_at(survey, DURING_DAYS)["few"], "and it was said all the same"


def test_of_very_many_parts_the_next_one_is_refused_and_none_forgotten(survey):
    look_at(survey, UNTIL_DAY)
    want_all(survey, [*others(30), *(f".days=..2026-10-{day:02}" for day in range(1, 10))])
    with pytest.raises(TooManyParts):
        asking_for.want(survey, "gender=f")
    asking_for.want(survey, others(1)[0])


def test_of_very_many_spans_of_days_the_next_one_is_refused(survey):
    want_all(survey, [f".days=..2026-10-{day:02}" for day in range(1, 13)])
    with pytest.raises(TooManySpans):
        asking_for.want(survey, ".days=2026-10-02..&gender=f")
    asking_for.want(survey, "gender=f")


def test_a_part_is_forgotten_once_nobody_is_left_whom_it_counted(site):
    made = published(small(*GENDER_BRAND))
    first: list[UUID] = []
    for _time in range(2):
        for nth in range(12):
            respond(made, {"gender": chosen("fm"[nth % 2]), "brand": chosen("p")})
        first = first or [*session().scalars(select(SurveyResponse.id))]
        asking_for.want(made, "gender=f")
        reporting.work_out(made)
    assert [*reports.ever_asked_for(made)] == ["gender=f"]
    assert Cohort.read(held(made)).edition.remembered.asked == ["gender=f"]
    for response in first:
        taking_back.take_back(response)
    for part in others(12):
        asking_for.want(made, part)
    reporting.work_out(made)
    assert "gender=f" not in Cohort.read(held(made)).edition.remembered.asked


@action
def publish(survey, definition):
    publishing.save_draft(survey, definition)
    publishing.publish(survey)


def test_a_version_that_asks_others_hides_nothing_else_of_the_same_people(survey):
    reporting.work_out(survey)
    before = Cohort.read(held(survey))
    brand = GENDER_BRAND[1] | {"only_if": [{"question": "gender", "any_of": ["f"]}]}
    publish(survey, small(GENDER_BRAND[0], brand))
    said = body(survey, "")
    reporting.work_out(survey)
    assert body(survey, "")["questions"] == said["questions"]
    assert Cohort.read(held(survey)).version == before.version == 1
    assert ways_through(survey, asked(survey).items, 1).asked_by == {}
    assert ways_through(survey, asked(survey).items, 2).asked_by == {"brand": {"gender"}}
