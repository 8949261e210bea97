"""What people prefer is found from the best and the worst of small sets, and how sure that is."""

import numpy as np
import pytest
from scipy.stats import spearmanr
from statsmodels.discrete.conditional_models import ConditionalLogit

from leadgate.questions.kinds.best_worst_designs import VERSIONS, versions
from leadgate.statistics.preferences import choices_of, shares, utilities


def said(people, size, worth, seed=1, times=3):
    """What people of these utilities say who are each shown a version of a design."""
    dice, found = np.random.default_rng(seed), []
    for nth in range(people):
        mine = []
        for shown in versions(len(worth), size, times)[nth % VERSIONS]:
            best = max(shown, key=lambda one: worth[one] + dice.gumbel())
            rest = [one for one in shown if one != best]
            worst = max(rest, key=lambda one: dice.gumbel() - worth[one])
            mine.append([best, worst, *(one for one in rest if one != worst)])
        found.append(mine)
    return found


def exploded(answers, things):
    """Each choice as lines of a table: the best of a set, then the worst of the rest with the opposite sign."""
    chosen, table, groups = [], [], []
    for best, worst, *rest in (one for mine in answers for one in mine):
        for what, shown, sign in ((best, (best, worst, *rest), 1), (worst, (worst, *rest), -1)):
            group = groups[-1] + 1 if groups else 0
            chosen += [int(one == what) for one in shown]
            table += [sign * np.eye(things)[one] for one in shown]
            groups += [group] * len(shown)
    return np.array(chosen), np.array(table), np.array(groups)


def test_utilities_agree_with_the_conditional_logit_of_statsmodels():
    answers = said(150, 3, np.linspace(-1, 1, 6))
    chosen, table, groups = exploded(answers, 6)
    model = ConditionalLogit(chosen, table[:, 1:], groups=groups).fit(method="newton", disp=0, tol=1e-12)
    expected = np.array([0.0, *model.params])
    found = utilities(choices_of(answers, 6), 6)
    assert found.values == pytest.approx(expected - expected.mean(), abs=1e-6)


@pytest.mark.parametrize(("things", "size"), [(12, 4), (8, 4)])
def test_of_four_thousand_people_the_order_of_what_they_prefer_is_found(things, size):
    worth = np.random.default_rng(things).permutation(np.linspace(-1.5, 1.5, things))
    found = utilities(choices_of(said(4_000, size, worth), things), things)
    assert spearmanr(found.values, worth).statistic >= 0.99
    assert found.values == pytest.approx(worth, abs=0.12)


def test_intervals_of_shares_hold_the_true_share_about_nineteen_times_in_twenty():
    worth = np.linspace(-1, 1, 5)
    true = np.exp(worth) / np.exp(worth).sum()
    held = [
        one.low <= share <= one.high
        for seed in range(80)
        for one, share in zip(shares(choices_of(said(60, 3, worth, seed), 5), 5), true, strict=True)
    ]
    assert np.mean(held) >= 0.93


def test_intervals_count_people_and_not_their_sets():
    answers = said(80, 3, np.linspace(-1, 1, 5))
    once, thrice = (shares(choices_of(one, 5), 5) for one in (answers, [mine * 3 for mine in answers]))
    assert [one.plain() for one in thrice] == [pytest.approx(one.plain(), abs=1e-6) for one in once]


def test_where_something_is_always_the_best_nothing_is_made_up():
    always = [[[0, *np.random.default_rng(nth).permutation([1, 2]).tolist()]] for nth in range(60)]
    assert shares(choices_of(always, 3), 3) is None


def test_sets_of_different_sizes_are_compared_together():
    answers = said(100, 3, np.linspace(-1, 1, 6)) + said(100, 4, np.linspace(-1, 1, 6), seed=2)
    chosen, table, groups = exploded(answers, 6)
    model = ConditionalLogit(chosen, table[:, 1:], groups=groups).fit(method="newton", disp=0, tol=1e-12)
    expected = np.array([0.0, *model.params])
    assert utilities(choices_of(answers, 6), 6).values == pytest.approx(expected - expected.mean(), abs=1e-6)
