"""How many were asked a question tells nobody what few people said to another one: who was asked is a group, too."""

from datetime import UTC, datetime
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from leadgate.statistics.tallies import Answers
from leadgate.survey_analysis.asking.ways import Ways
from leadgate.survey_analysis.report import AllAnswers
from tests.attacks.subtracting import NONE, Thing, Told, exposed, told_of
from tests.size import examples
from tests.surveys.scenes import choices, chosen, question, small

BREAD, SHOP, KILOS, OVEN, LIKES = (
    ("rye", "wheat", "spelt", "other"),
    ("town", "land"),
    tuple("12345"),
    ("y", "n"),
    ("a", "b", "c"),
)
MONTHS = ("2026-01", "2026-02")
SURVEY = small(
    question("bread", "choice", choices=choices(*BREAD), required=True),
    question("shop", "choice", choices=choices(*SHOP)),
    question("kilos", "csat", required=True, only_if=[{"question": "bread", "any_of": ["rye", "wheat"]}]),
    question("oven", "choice", choices=choices(*OVEN), only_if=[{"question": "bread", "any_of": ["wheat", "spelt"]}]),
    question(
        "likes",
        "choice",
        choices=choices(*LIKES),
        required=True,
        only_if=[{"question": "bread", "none_of": ["spelt"]}, {"question": "shop", "any_of": ["town"]}],
    ),
)
BY = {"kilos": frozenset({"bread"}), "oven": frozenset({"bread"}), "likes": frozenset({"bread", "shop"})}
PARTS = [f"{name}={one}" for name, all_of in (("bread", BREAD), ("shop", SHOP), ("oven", OVEN)) for one in all_of]
TABLES = [
    "table:bread*.month",
    "table:shop*kilos",
    "table:bread*kilos",
    "table:kilos*.month",
    "table:oven*likes",
    "table:bread*shop",
]
SURVEYS = range(examples(12, 1000))


class Made:
    """A random survey in which some are asked more than others, and what is published of it."""

    def __init__(self, seed: int) -> None:
        self.dice = np.random.default_rng(seed)
        self.people = int(self.dice.integers(20, 200))
        bread = self._said(BREAD)
        shop = self._said(SHOP, quiet=self.dice.choice([0.0, 0.05]))
        kilos = self._said(KILOS, [one in ("rye", "wheat") for one in bread])
        oven = self._said(OVEN, [one in ("wheat", "spelt") for one in bread], quiet=self.dice.choice([0.0, 0.1]))
        asked = [one != "spelt" and other == "town" for one, other in zip(bread, shop, strict=True)]
        likes, month = self._said(LIKES, asked), self._said(MONTHS)
        by_bread = {"kilos": {"rye", "wheat"}, "oven": {"wheat", "spelt"}, "likes": {"rye", "wheat", "other"}}
        by = {name: {"bread": frozenset(answers)} for name, answers in by_bread.items()}
        by["likes"]["shop"] = frozenset({"town"})
        points = {one: float(one) for one in KILOS}
        self.things = {
            "bread": Thing("bread", BREAD, bread, {}, {}, is_required=True),
            "shop": Thing("shop", SHOP, shop),
            "kilos": Thing("kilos", KILOS, kilos, points, by["kilos"], is_required=True),
            "oven": Thing("oven", OVEN, oven, {}, by["oven"]),
            "likes": Thing("likes", LIKES, likes, {}, by["likes"], is_required=True),
            "month": Thing("month", MONTHS, month),
        }

    def _said(self, answers: tuple[str, ...], asked: list[bool] | None = None, quiet: float = 0.0) -> tuple[str, ...]:
        usual = self.dice.dirichlet([0.7] * len(answers))
        said = self.dice.choice(answers, self.people, p=usual)
        speaks = self.dice.random(self.people) >= quiet
        return tuple(
            str(one) if is_asked and speaking else NONE
            for one, is_asked, speaking in zip(said, asked or [True] * self.people, speaks, strict=True)
        )

    def told(self, asked_by: dict[str, frozenset[str]]) -> list[Told]:
        """What is published to whoever asks for some parts and tables one after the other."""
        answers = Answers()
        for at in range(self.people):
            said = {name: thing.said[at] for name, thing in self.things.items()}
            given: dict[str, Any] = {
                key: int(said[key]) if key == "kilos" else chosen(said[key])
                for key in SURVEY.items
                if said[key] != NONE
            }
            answers.add(SURVEY.items, given, datetime(2026, int(said["month"][-1]), 2, tzinfo=UTC))
        names = PARTS + TABLES
        order = [names[at] for at in self.dice.permutation(len(names))[:7]]
        survey = AllAnswers(SURVEY.items, answers, {}, order, Ways(asked_by))
        reports = {"": survey.whole({}), **{one: survey.asked(one) for one in order}}
        return list(told_of(list(self.things.values()), reports))


def exposed_in(seed: int, asked_by: dict[str, frozenset[str]]) -> list[Any]:
    made = Made(seed)
    told = made.told(asked_by)
    at_once = combinations(made.things.values(), 3)
    return [one for things in at_once for one in exposed(things, told, made.people)]


@pytest.mark.parametrize("seed", SURVEYS)
def test_how_many_were_asked_tells_no_cell_under_five(seed):
    assert exposed_in(seed, BY) == []


def test_an_answer_nobody_gave_beside_another_is_not_taken_for_one_that_leads_to_nothing():
    """Nobody but people of the land baked rye; how many were asked by both told how many there bake spelt."""
    assert exposed_in(680, BY) == []


def test_the_same_attack_reads_cells_where_nobody_looks_who_was_asked():
    assert sum(bool(exposed_in(seed, {})) for seed in SURVEYS) > len(SURVEYS) / 3
