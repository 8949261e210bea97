"""Intervals: they hold the true value as often as they say, stay on their scale, and agree with other programs."""

import math
from itertools import product

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW

from bench.intervals import ASKED, chances_of, covered
from leadgate.statistics import intervals

POINTS = st.lists(st.integers(1, 5), min_size=2, max_size=80)


def counted(numbers):
    return {float(one): float(count) for one, count in zip(*np.unique(numbers, return_counts=True), strict=True)}


# Medians


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=60))
def test_the_median_is_the_middle_number_or_the_mean_of_both_middle_ones(numbers):
    assert intervals.median(counted(numbers)).value == float(np.median(numbers))


def test_the_median_of_five_ones_and_five_nines_is_five():
    assert intervals.median({1.0: 5, 9.0: 5}).value == 5


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 20)), min_size=1, max_size=40))
def test_a_weighted_median_is_that_of_statsmodels(pairs):
    numbers, weights = zip(*pairs, strict=True)
    counts = {}
    for number, weight in pairs:
        counts[float(number)] = counts.get(float(number), 0.0) + weight / 7
    expected = DescrStatsW(np.array(numbers, float), np.array(weights, float)).quantile([0.5], return_pandas=False)
    assert intervals.median(counts).value == pytest.approx(float(expected[0]), abs=1e-9)


@given(st.lists(st.integers(-1000, 1000), min_size=6, max_size=80))
def test_the_interval_of_a_median_is_that_of_scipy(numbers):
    found, expected = intervals.median(counted(numbers)), stats.quantile_test(numbers, q=0, p=0.5).confidence_interval()
    assert (found.low, found.high) == (expected.low, expected.high)


@pytest.mark.parametrize("people", [6, 10, 25, 100])
def test_the_ranks_of_a_median_are_those_of_the_published_tables(people):
    """Conover 1999, table A3; the two-sided sign test of Dixon & Mood 1946."""
    ranks = {6: (1, 6), 10: (2, 9), 25: (8, 18), 100: (40, 61)}
    found = intervals.median({float(one): 1.0 for one in range(1, people + 1)})
    assert (found.low, found.high) == ranks[people]


def test_fewer_than_six_people_have_no_interval_of_a_median():
    assert math.isinf(intervals.median({1.0: 2, 4.0: 3}).low)
    assert math.isfinite(intervals.median({1.0: 3, 4.0: 3}).low)


def test_weights_that_are_equal_change_no_median():
    numbers = list(range(40))
    plain = intervals.median(counted(numbers))
    assert intervals.median({float(one): 0.3 for one in numbers}, 40.0) == plain
    assert intervals.median({float(one): 0.3 for one in numbers}, 20.0).low < plain.low, "fewer people know less"


@pytest.mark.parametrize("key", ["age", "income", "TVnews"])
def test_medians_of_the_election_study_agree_with_numpy_and_scipy(key):
    numbers = sm.datasets.anes96.load_pandas().data[key].to_numpy(float)
    found, expected = intervals.median(counted(numbers)), stats.quantile_test(numbers, q=0, p=0.5).confidence_interval()
    assert found == intervals.Estimate(float(np.median(numbers)), expected.low, expected.high)


def test_the_interval_of_a_median_holds_it_nineteen_times_in_twenty():
    dice, held = np.random.default_rng(4), 0
    for _time in range(1_000):
        found = intervals.median({float(one): 1.0 for one in dice.lognormal(size=20)})
        held += found.low <= 1.0 <= found.high
    assert 0.94 <= held / 1_000 <= 0.98


# Means on a scale


@pytest.mark.parametrize(("asked", "people"), [*product(ASKED, (20, 30))])
def test_an_interval_on_a_scale_holds_the_true_mean_at_its_ends_too(asked, people):
    """A small part of the simulation of the bench; the bar there is 0.93, for every one of 112 spreads."""
    dice = np.random.default_rng(11)
    least, _mean_of_all = covered(ASKED[asked], people, chances_of(ASKED[asked], dice)[:16], dice, 1_500)
    assert least >= 0.93


@pytest.mark.parametrize(("things", "people"), [*product((2, 5, 12), (20, 60))])
def test_the_interval_of_a_share_of_a_sum_holds_it_nineteen_times_in_twenty(things, people):
    """Most give a few things much and the others nothing, in steps of five."""
    dice, held = np.random.default_rng(things * people), []
    for spread in (0.15, 0.5, 2.0):
        likes = dice.dirichlet([1.0] * things)
        whole = np.round(dice.dirichlet(spread * things * likes + 1e-3, 200_000) * 20) / 20
        for thing in range(things):
            true = whole[:, thing].mean()
            for sample in dice.choice(whole[:, thing], (150, people)):
                found = intervals.mean(counted(sample), None, (0.0, 1.0))
                held.append((spread, thing, found.low - 1e-9 <= true <= found.high + 1e-9))
    assert np.mean([inside for *_which, inside in held]) >= 0.95


@given(POINTS)
def test_no_interval_leaves_its_scale_or_its_mean(points):
    found = intervals.mean(counted(points), None, (1.0, 5.0))
    assert 1 <= found.low <= found.value <= found.high <= 5
    assert found.low < found.high, "so few never know it exactly"


@given(POINTS)
def test_on_a_scale_the_interval_is_students_of_those_who_answered_and_three_more(points):
    expected = DescrStatsW([*points, 1, 5], [1.0] * len(points) + [1.5, 1.5])
    half = stats.t.ppf(0.975, len(points) - 1) * expected.std / math.sqrt(len(points) + 3)
    found = intervals.mean(counted(points), None, (1.0, 5.0))
    assert (found.low, found.high) == pytest.approx(
        (max(1, expected.mean - half), min(5, expected.mean + half)), abs=1e-9
    )
    assert found.value == pytest.approx(np.mean(points))


def test_weights_count_by_how_many_people_they_are_worth():
    plain = intervals.mean({1.0: 10, 5.0: 10}, None, (1.0, 5.0))
    same = intervals.mean({1.0: 30, 5.0: 30}, 20.0, (1.0, 5.0))
    assert (same.value, same.low, same.high) == pytest.approx((plain.value, plain.low, plain.high))


def test_nine_promoters_alone_are_no_certainty():
    found = intervals.net_promoters({10.0: 9})
    assert (found.value, found.high) == (100, 100)
    assert 25 < found.low < 40, "by Wilson three in ten may be no promoters, and those may be detractors"
