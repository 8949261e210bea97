"""No figure of a survey's reports, nor all of them together, says what fewer than five people said."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest

from leadgate.statistics.tallies import Answers
from leadgate.survey_analysis.report import AllAnswers
from tests.attacks.random_surveys import AT_ONCE, BRAND, GENDER, MOOD, SURVEY, SURVEYS, Made, as_json
from tests.attacks.subtracting import NONE, Thing, Told, exposed, told_of
from tests.surveys.scenes import chosen


def found_in(made: Made, told: list[Told], at_once: int) -> Iterator[Any]:
    for things in combinations(made.things.values(), at_once):
        yield from exposed(things, told, made.people)


@pytest.mark.parametrize("seed", SURVEYS)
def test_no_cell_under_five_is_exposed_by_everything_that_is_published(seed):
    made = Made(seed)
    reports, weighted = made.published()
    told = [*told_of(list(made.things.values()), reports), *weighted]
    assert list(found_in(made, told, AT_ONCE)) == []


def test_two_questions_are_not_told_of_by_a_third_that_both_go_closely_with():
    """Nobody but those who kept their gender to themselves was in the lowest mood, and two of those told others off."""
    made = Made(764)
    reports, weighted = made.published()
    things = [made.things[name] for name in ("gender", "mood", "tells")]
    assert exposed(things, [*told_of(list(made.things.values()), reports), *weighted], made.people) == []


@pytest.mark.parametrize("seed", SURVEYS)
def test_no_cell_is_exposed_by_what_is_asked_for_one_after_the_other(seed):
    made = Made(seed)
    told, groups = made.asked_for()
    for things in combinations(made.things.values(), AT_ONCE):
        assert exposed(things, told, made.people, groups) == []


def test_tables_that_are_asked_for_later_tell_of_few_in_no_part_of_several_conditions():
    made = Made(93)
    told, groups = made.asked_for()
    things = [made.things[name] for name in ("gender", "mood", "buys~cake")]
    assert exposed(things, told, made.people, groups) == []


def test_the_same_attack_reads_hidden_cells_in_reports_that_each_hide_their_own():
    broken = 0
    for seed in SURVEYS:
        made = Made(seed)
        broken += any(found_in(made, [*told_of(list(made.things.values()), made.plainly())], 2))
    assert broken > len(SURVEYS) / 3


def test_fifty_three_answers_by_gender_and_brand_tell_no_hidden_cell():
    """The reproduction of 2026-11-28: men × y and men × z were the whole less the women, 3 and 8."""
    counts = {("m", "p"): 14, ("m", "q"): 3, ("m", "r"): 8, ("f", "p"): 9, ("f", "q"): 12, ("f", "r"): 7}
    people = [pair for pair, count in counts.items() for _nth in range(count)]
    found = Answers()
    for gender, brand in people:
        given = {"gender": chosen(gender), "brand": chosen(brand), "mood": 5 if (gender, brand) != ("m", "q") else 4}
        found.add(SURVEY.items, given, datetime(2026, 1, 2, tzinfo=UTC))
    survey = AllAnswers(SURVEY.items, found, {}, ["gender=f", "gender=m"])
    reports = {"": survey.whole({}), **{part: survey.part(part) for part in ("gender=f", "gender=m")}}
    gender, brand = zip(*people, strict=True)
    things = [Thing("gender", GENDER, gender), Thing("brand", BRAND, brand)]
    assert exposed(things, [*told_of(things, reports)], len(people)) == []
    women = {row["code"]: row["count"] for row in reports["gender=f"]["questions"]["brand"]["rows"]}
    assert women["q"] is None, "15 less 12 are three men"
    assert women["p"] == 9, "and no more is hidden than has to be"


@pytest.mark.parametrize("seed", [15, 16, 30])
def test_women_buyers_and_women_who_buy_tell_nothing_of_those_who_are_neither(seed):
    """Whole, two parts and what both have in common give all four groups, each by what they answered."""
    dice = np.random.default_rng(seed)
    people = int(dice.integers(60, 160))
    gender, brand = dice.choice(["f", "m"], people), dice.choice(["p", "q"], people)
    usual = np.where((gender == "f") == (brand == "p"), "5", "2")
    mood = np.where(dice.random(people) < 0.7, usual, dice.choice(list(MOOD), people))
    found = Answers()
    for one, other, point in zip(gender, brand, mood, strict=True):
        given = {"gender": chosen(str(one)), "brand": chosen(str(other)), "mood": int(point)}
        found.add(SURVEY.items, given, datetime(2026, 1, 2, tzinfo=UTC))
    asked = ["gender=f", "brand=p", "brand=p&gender=f"]
    survey = AllAnswers(SURVEY.items, found, {}, asked)
    reports = {"": survey.whole({})} | {one: survey.asked(one) for one in asked}
    said = {"gender": (GENDER, gender), "brand": (BRAND, brand), "mood": (MOOD, mood)}
    things = [Thing(name, answers, tuple(map(str, one))) for name, (answers, one) in said.items()]
    things[2] = Thing("mood", MOOD, things[2].said, {code: float(code) for code in MOOD})
    ways = product([{"f"}, {"m", "x", NONE}], [{"p"}, {"q", "r", "s", NONE}])
    groups = [{"gender": frozenset(one), "brand": frozenset(other)} for one, other in ways]
    told = list(told_of(things, {part: as_json(body) for part, body in reports.items()}))
    assert exposed(things, told, people, groups) == []
