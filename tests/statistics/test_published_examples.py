"""What R prints in the examples of its own manual, and what statsmodels and SciPy say of a large public survey."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from leadgate.statistics import intervals
from leadgate.statistics.significance import chi_squared

SLEEP = ([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
"""`sleep` of R: hours more after each of two medicines (Student 1908)."""


def counted(numbers):
    values, times = np.unique(numbers, return_counts=True)
    return dict(zip(values.tolist(), times.astype(float).tolist(), strict=True))


def test_chi_squared_is_what_r_prints_for_parties_by_gender():
    """`?chisq.test`, after Agresti 2007, p. 39: X-squared = 30.07, df = 2, p-value = 2.954e-07."""
    p, strength = chi_squared([[762, 327, 468], [484, 239, 477]])
    assert f"{p:.3e}" == "2.954e-07"
    assert round(strength**2 * 2757, 2) == 30.07


@pytest.mark.parametrize(
    ("group", "mean", "low", "high"), [(0, 0.75, -0.5297804, 2.0297804), (1, 2.33, 0.8976775, 3.7623225)]
)
def test_a_mean_and_its_interval_are_what_r_prints_for_the_sleep_of_ten_patients(group, mean, low, high):
    """`t.test(extra)` of one medicine after the other."""
    found = intervals.mean(counted(SLEEP[group]))
    assert (found.value, found.low, found.high) == pytest.approx((mean, low, high), abs=1e-6)


@pytest.fixture(scope="module")
def insured():
    """20,190 person-years of the RAND Health Insurance Experiment, as statsmodels ships it."""
    return sm.datasets.randhie.load_pandas().data


@pytest.mark.parametrize("key", ["idp", "hlthg", "hlthf", "hlthp"])
def test_shares_of_the_insurance_experiment_agree_with_statsmodels(insured, key):
    hits, people = int(insured[key].sum()), len(insured)
    found = intervals.share(hits, people)
    expected = (hits / people, *proportion_confint(hits, people, method="wilson"))
    assert (found.value, found.low, found.high) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("key", ["mdvis", "disea", "lpi"])
def test_means_of_the_insurance_experiment_agree_with_statsmodels(insured, key):
    found, expected = intervals.mean(counted(insured[key])), DescrStatsW(insured[key])
    assert (found.value, found.low, found.high) == pytest.approx((expected.mean, *expected.tconfint_mean()), abs=1e-6)


@pytest.mark.parametrize("key", ["hlthg", "hlthf", "hlthp"])
def test_health_and_plan_go_together_as_scipy_says(insured, key):
    table = [[int(((insured.idp == plan) & (insured[key] == health)).sum()) for health in (0, 1)] for plan in (0, 1)]
    p, strength = chi_squared(table)
    assert p == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue, rel=1e-6)
    assert strength == pytest.approx(stats.contingency.association(table), abs=1e-6)
