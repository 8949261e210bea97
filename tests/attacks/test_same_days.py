"""Parts of the same days tell nothing of each other: of fifteen people of some days eleven are in another part."""

from datetime import UTC, datetime
from itertools import combinations, product

import numpy as np
import pytest

from leadgate.statistics.tallies import Answers
from leadgate.survey_analysis.report import AllAnswers
from tests.attacks.random_surveys import as_json
from tests.attacks.subtracting import Thing, exposed, told_of
from tests.size import examples
from tests.surveys.scenes import choices, chosen, question, small

KEYS, SPAN = ("one", "two", "three"), ".days=2026-11-03..2026-11-05"
SURVEY = small(*(question(key, "choice", choices=choices("a", "b")) for key in KEYS))
PARTS = {f"{SPAN}&{key}={code}": f"span=in&{key}={code}" for key in KEYS for code in "ab"}


def exposed_in(seed):
    dice = np.random.default_rng(seed)
    people = int(dice.integers(40, 120))
    days = dice.integers(1, 7, people)
    said = {
        key: tuple(map(str, dice.choice(["a", "b"], people, p=[share := dice.uniform(0.2, 0.8), 1 - share])))
        for key in KEYS
    }
    answers = Answers()
    for day, *codes in zip(days.tolist(), *said.values(), strict=True):
        given = {key: chosen(code) for key, code in zip(KEYS, codes, strict=True)}
        answers.add(SURVEY.items, given, datetime(2026, 11, day, tzinfo=UTC))
    asked = [[*PARTS][at] for at in dice.permutation(len(PARTS))[:4]]
    survey = AllAnswers(SURVEY.items, answers, {}, asked)
    bodies = {"": as_json(survey.whole({}))} | {PARTS[one]: as_json(survey.asked(one)) for one in asked}
    things = [Thing(key, ("a", "b"), one) for key, one in said.items()]
    things.append(Thing("span", ("in", "out"), tuple("in" if 3 <= day <= 5 else "out" for day in days)))
    told, seen = [*told_of(things, bodies)], [one for one in asked if not bodies[PARTS[one]].get("few")]
    groups = [
        {"span": frozenset(span), key: frozenset(code)}
        for key in {one.partition("&")[2].partition("=")[0] for one in seen}
        for span, code in product(({"in"}, {"out"}), ({"a"}, {"b"}))
    ]
    return [one for three in combinations(things, 3) for one in exposed(three, told, people, groups)]


@pytest.mark.parametrize("seed", range(examples(12, 300)))
def test_parts_of_the_same_days_tell_nothing_of_each_other(seed):
    assert exposed_in(seed) == []
