"""Fairness: a group that is seldom in the first tenth is named, with the field that stands in for it."""

import numpy as np
import pytest
from scipy import stats

from leadgate.foundation.permissions import Role
from leadgate.scoring.learning.fairness import FEWEST_OF_GROUP
from leadgate.scoring.learning.lesson import lesson_of
from tests.scoring.crowds import crowd, goal, learn, welcome


def people(count=4000, stands_in=0.9, seed=1):
    """Half of them read Chinese; nine of ten of those came from a talk, and whoever did buys seldom."""
    dice = np.random.default_rng(seed)
    language = dice.choice(["en", "zh"], count)
    talk = np.where(language == "zh", dice.random(count) < stands_in, dice.random(count) > stands_in)
    good = dice.random(count) < np.where(talk, 0.1, 0.4)
    columns = {"source": np.where(talk, "talk", "letter").tolist(), "mood": dice.choice(["a", "b"], count).tolist()}
    return columns, good, {"language": language.tolist()}


def fairness(*crowd_of):
    columns, good, watched = crowd_of
    return {one["name"]: one for one in lesson_of(columns, good, watched=watched).figures["fairness"]}


def test_a_group_that_a_field_stands_in_for_is_named_although_nobody_looked_at_it():
    columns, good, watched = people()
    found = fairness(columns, good, watched)["language"]
    assert found["is_below"]
    ratios = {row["class"]: row["ratio"] for row in found["rows"]}
    assert ratios["en"] == 1
    assert ratios["zh"] < 0.3
    [by] = found["stand_ins"]
    assert by["name"] == "source"
    is_talk, is_zh = np.array(columns["source"]) == "talk", np.array(watched["language"]) == "zh"
    table = np.histogram2d(is_talk, is_zh, 2)[0]
    assert by["strength"] == pytest.approx(stats.contingency.association(table.astype(int)), abs=1e-4)
    assert by["right"] == pytest.approx(max((is_talk == is_zh).mean(), (is_talk != is_zh).mean()))
    assert by["without"] == pytest.approx(max(is_zh.mean(), 1 - is_zh.mean()))


def test_a_group_nothing_stands_in_for_is_as_often_in_the_first_tenth():
    found = fairness(*people(stands_in=0.5))["language"]
    assert not found["is_below"]
    assert found["stand_ins"] == []


def test_a_small_group_is_not_shown():
    columns, good, watched = people()
    few = FEWEST_OF_GROUP - 1
    watched["language"][:few] = ["de"] * few
    assert {row["class"] for row in fairness(columns, good, watched)["language"]["rows"]} == {"en", "zh"}


def test_a_group_of_which_few_are_in_the_first_tenth_is_hidden_with_another():
    columns, good, watched = people(count=900, stands_in=1.0)
    found = fairness(columns, good, watched).get("language")
    counts = [round(row["share"][0] * row["people"]) for row in found["rows"]] if found else []
    assert all(one == 0 or one >= 5 for one in counts)


def test_the_page_says_whether_it_is_fair_to_those_who_read_another_language(site):
    asset = site.publish(asks_why=True, motivations=[("costs", "Our costs went up"), ("taste", "I like the taste")])
    site.confirmed()
    aimed, guests = goal(looked_at=["asset.motivation", "asset.source"]), crowd(900)
    for one in guests:
        one.language = "en" if one.source == "letter" else "zh-Hant"
    welcome(asset, guests)
    learn()
    page = site.staff(Role.MARKETER).get(f"/studio/good-leads/{aimed}/").text
    assert "Is it fair?" in page
    assert "The language they read" in page
    assert "stands in for it: who knows it guesses the group right 100 times in a hundred" in page
