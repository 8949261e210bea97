"""Sums that were shared: means agree with other people's programs, and tell all of a respondent's things or none."""

from datetime import UTC, datetime

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW

from leadgate.statistics.tallies import Answers
from leadgate.survey_analysis.report import AllAnswers
from tests.surveys.scenes import choices, chosen, question, small

THINGS = ("flour", "rent", "power")
SURVEY = small(
    question("bakes", "choice", choices=choices("bread", "cakes")),
    question("spends", "constant_sum", choices=choices(*THINGS), total=200),
)


def of(answers, survey=SURVEY):
    """All answers of a survey, each what somebody bakes and what they gave to each thing."""
    found = Answers()
    for bakes, numbers in answers:
        given = {"bakes": chosen(bakes)} | ({"spends": numbers} if numbers else {})
        found.add(survey.items, given, datetime(2026, 1, 2, tzinfo=UTC))
    return AllAnswers(survey.items, found, {}, ["bakes=bread", "bakes=cakes"])


def shared(*numbers):
    return dict(zip(THINGS, numbers, strict=True))


def rows(body):
    return {row["code"]: row for row in body["questions"]["spends"]["rows"]}


def random_answers(people, dice):
    parts = dice.dirichlet([4, 2, 1], people)
    return [("bread" if nth % 2 else "cakes", shared(*map(float, 200 * one))) for nth, one in enumerate(parts)]


def test_the_mean_of_each_thing_is_that_of_scipy_and_the_means_are_the_total():
    answers = random_answers(80, np.random.default_rng(5))
    found = rows(of(answers).whole({}))
    for thing in THINGS:
        given = [numbers[thing] for _bakes, numbers in answers]
        expected = DescrStatsW([*given, 0, 200], [1.0] * 80 + [1.5, 1.5])
        half = stats.t.ppf(0.975, 79) * expected.std / np.sqrt(83)
        mean, low, high = found[thing]["mean"]
        assert mean == pytest.approx(np.mean(given), abs=1e-4)
        assert (low, high) == pytest.approx((max(0, expected.mean - half), expected.mean + half), abs=1e-4)
        assert found[thing]["share"] == pytest.approx([mean / 200, low / 200, high / 200], abs=1e-5)
    assert sum(row["mean"][0] for row in found.values()) == pytest.approx(200, abs=1e-3)
    assert list(found) == ["flour", "rent", "power"], "the largest first"


def test_a_thing_is_said_to_get_more_only_where_the_same_people_clearly_gave_it_more():
    clear = [("bread", shared(120, 60, 20))] * 10 + [("cakes", shared(100, 70, 30))] * 10
    assert rows(of(clear).whole({}))["flour"]["is_ahead"]
    even = [("bread", shared(90, 70, 40)), ("cakes", shared(70, 90, 40))] * 10
    assert not rows(of(even).whole({}))["flour"]["is_ahead"]


def test_where_one_thing_would_give_somebody_away_nothing_is_said_of_any():
    answers = [("bread", shared(120, 80, 0))] * 9 + [("cakes", shared(120, 50, 30))] * 9
    assert all(row["share"] for row in rows(of(answers).whole({})).values())
    alone = [("bread", shared(120, 80, 0))] * 9 + [("cakes", shared(120, 80, 0))] * 8 + [("cakes", shared(10, 80, 110))]
    found = rows(of(alone).whole({}))
    assert [(row["count"], row["share"], "mean" in row) for row in found.values()] == [(None, None, False)] * 3


def test_all_but_few_who_gave_one_thing_everything_hide_it():
    assert rows(of([("bread", shared(200, 0, 0))] * 20).whole({}))["flour"]["mean"][0] == 200
    two = [("bread", shared(200, 0, 0))] * 18 + [("bread", shared(120, 80, 0)), ("cakes", shared(195, 5, 0))]
    assert rows(of(two).whole({}))["flour"]["share"] is None


def test_a_part_whose_rest_would_give_somebody_away_says_nothing_either():
    quiet = [("bread", shared(120, 50, 30))] * 12
    loud = [("cakes", shared(120, 80, 0))] * 11 + [("cakes", shared(0, 0, 200))]
    asked = of(quiet + loud)
    assert rows(asked.whole({}))["power"]["mean"][0] > 0, "of everybody it tells nobody's"
    part = asked.part("bakes=bread")
    assert part["people"] == 12
    assert all(row["share"] is None for row in rows(part).values()), "the rest is everybody less the part"


def test_whoever_was_asked_about_other_things_is_told_from_nobody():
    more = small(
        question("bakes", "choice", choices=choices("bread", "cakes")),
        question("spends", "constant_sum", choices=choices(*THINGS, "sugar"), total=100),
    )
    older = [("bread", shared(50, 30, 20))] * 12
    newer = [("cakes", {**shared(40, 30, 20), "sugar": 10})]
    assert all(row["share"] is None for row in rows(of(older + newer * 3, more).whole({})).values())
    both = rows(of(older + newer * 6, more).whole({}))
    assert both["sugar"]["count"] == 6
    assert both["sugar"]["mean"][0] == pytest.approx(10)


def test_sums_of_an_older_version_count_as_shares_of_their_own_total():
    answers = [("bread", shared(100, 60, 40))] * 6 + [("cakes", shared(5, 3, 2))] * 6
    assert rows(of(answers).whole({}))["flour"]["mean"][0] == pytest.approx(100)
