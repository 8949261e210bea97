"""What is learnt agrees with independent computations on public data, beats the best single field, is calibrated, and
points at nobody. `docs/look-alikes.md` states the figures."""

from functools import lru_cache

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegressionCV
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import PredefinedSplit, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder
from threadpoolctl import threadpool_limits

from leadgate.scoring.learning import drivers, fitting
from leadgate.scoring.learning.checking import FOLDS, Checked, check, folds_of
from leadgate.scoring.learning.classes import NOT_SAID, OTHER
from leadgate.scoring.learning.fields import LEAST, field_of
from leadgate.scoring.learning.lesson import FEWEST_GOOD, lesson_of
from leadgate.scoring.learning.likeness import likeness_from
from leadgate.scoring.learning.ranking import Ranked
from tests.scoring.public_data import SETS, fair
from tests.size import examples


def coded(columns):
    fields = [one for name, column in columns.items() if (one := field_of(name, column))]
    return fields, np.stack([one.codes(columns[one.name]) for one in fields], axis=1)


@lru_cache
def checked(name) -> Checked:
    columns, good = SETS[name]()
    with threadpool_limits(1):
        return check(*coded(columns), good)


@pytest.mark.parametrize("name", SETS)
def test_it_is_better_than_chance_and_than_the_best_single_field(name):
    found = checked(name)
    assert found.auc.low > 0.5
    assert found.lift.low > 1
    assert found.auc_gain.low > 0, "surely better than the best field"
    assert found.lift_gain.low > 0


@pytest.mark.parametrize("name", SETS)
def test_it_is_better_than_any_field_as_it_is_too(name):
    """A field that is not cut into classes could tell more: it does not."""
    columns, good = SETS[name]()
    alone = [
        roc_auc_score(good, [np.nan_to_num(np.nan if one is None else one) for one in column])
        for column in columns.values()
    ]
    assert checked(name).auc.value > max(max(one, 1 - one) for one in alone)


@pytest.mark.parametrize("name", SETS)
def test_what_was_expected_is_what_was_true(name):
    found = checked(name)
    assert found.slope == pytest.approx(1, abs=0.05)
    off = [(expected, true) for expected, true in found.tenths if not true.low - 0.02 <= expected <= true.high + 0.02]
    assert off == []


@pytest.mark.parametrize("name", ["fair", "anes96"])
def test_the_same_is_learnt_by_scikit_learns_own_cross_validation(name):
    columns, good = SETS[name]()
    _fields, codes = coded(columns)
    model = make_pipeline(
        OneHotEncoder(handle_unknown="ignore"),
        LogisticRegressionCV(
            Cs=list(fitting.STRENGTHS),
            l1_ratios=(0,),
            scoring="neg_log_loss",
            max_iter=300,
            use_legacy_attributes=False,
        ),
    )
    folds = PredefinedSplit(folds_of(good))
    with threadpool_limits(1):
        chances = cross_val_predict(model, codes, good, cv=folds, method="predict_proba")[:, 1]
    assert checked(name).auc.value == pytest.approx(roc_auc_score(good, chances), abs=0.004)


def test_the_odds_with_all_else_equal_are_those_of_statsmodels(monkeypatch):
    monkeypatch.setattr(drivers, "RIDGE", 1e-4)
    columns, good = fair()
    fields, codes = coded({name: columns[name] for name in ("rate_marriage", "religious", "children")})
    ours = drivers.held_equal(fields, codes, good)
    used = [[at for at in range(len(field.classes)) if (codes[:, to] == at).any()] for to, field in enumerate(fields)]
    dummies = [np.ones((len(good), 1)), *((codes[:, [to]] == present[1:]) for to, present in enumerate(used))]
    fitted = sm.Logit(good.astype(float), np.hstack(dummies).astype(float)).fit(disp=False)
    begins = 1
    for to, present in enumerate(used):
        shares = np.array([(codes[:, to] == at).mean() for at in present])
        for place, at in enumerate(present):
            contrast = np.zeros(fitted.params.size)
            contrast[begins : begins + len(present) - 1] = -shares[1:]
            if place:
                contrast[begins + place - 1] += 1
            tested = fitted.t_test(contrast)
            expected = np.exp([tested.effect[0], *tested.conf_int()[0]])
            assert ours[to][at] == pytest.approx(expected, rel=2e-3)
        begins += len(present) - 1


scores_and_truth = st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=2, max_size=60).filter(
    lambda rows: len({good for _, good in rows}) == 2
)


@given(scores_and_truth)
def test_the_order_is_judged_as_scikit_learn_judges_it(rows):
    score, good = np.array([one for one, _ in rows], dtype=float), np.array([one for _, one in rows])
    ranked = Ranked(score, good)
    assert ranked.auc(np.ones(len(good))) == pytest.approx(roc_auc_score(good, score))
    assert 0 <= ranked.lift(np.ones(len(good))) <= 10 + 1e-9


def test_the_lift_is_how_many_times_more_of_the_first_tenth_did_it():
    good = np.array([True] * 8 + [False] * 2 + [True] * 12 + [False] * 78)
    assert Ranked(np.arange(100, 0, -1.0), good).lift(np.ones(100)) == pytest.approx(0.8 / 0.2)
    assert Ranked(np.zeros(100), good).lift(np.ones(100)) == pytest.approx(1), "who ties with all is no better than all"


values = st.one_of(st.none(), st.floats(-1e6, 1e6), st.integers(-5, 5))


@settings(max_examples=examples(20, 60))
@given(st.lists(values, min_size=1, max_size=300))
def test_every_number_falls_into_a_class_with_enough_people(column):
    field = field_of("x", column)
    if field is None:
        return
    codes = field.codes(column)
    assert all((code == 0) == (value is None) for code, value in zip(codes, column, strict=True))
    counts = np.bincount(codes, minlength=len(field.classes))
    assert len(counts) == len(field.classes)
    assert all(count >= LEAST for count in counts[1:]), "or it would be learnt by heart"
    assert len(set(field.classes)) == len(field.classes)
    order = sorted((value, code) for value, code in zip(column, codes, strict=True) if value is not None)
    assert [code for _, code in order] == sorted(code for _, code in order), "a larger number is never in a lower class"


def test_a_rare_answer_is_put_with_other_rare_ones():
    field = field_of("x", ["a"] * 30 + ["b"] * 30 + ["c"] * 3 + ["d"] * 4 + [None])
    assert field.classes == (NOT_SAID, "a", "b", OTHER)
    assert list(field.codes(["c", "a", None, "unheard of"])) == [3, 1, 0, 3]


def test_a_field_in_which_all_are_alike_is_none():
    assert field_of("x", ["a"] * 100) is None
    assert field_of("x", [None] * 100) is None
    assert field_of("x", [3.0] * 100) is None


def test_what_was_learnt_is_the_same_after_it_was_kept():
    columns, good = fair()
    lesson = lesson_of(columns, good)
    kept = likeness_from(lesson.learnt)
    codes = np.stack([one.codes(columns[one.name]) for one in kept.fields], axis=1)
    log_odds = kept.log_odds(codes)
    assert roc_auc_score(good, log_odds) > 0.74
    assert log_odds == pytest.approx(kept.intercept + kept.shares(codes).sum(axis=1)), "reasons add up to the figure"
    assert kept.chances(codes).mean() == pytest.approx(good.mean(), abs=0.01)
    assert kept.shares(codes).mean(axis=0) == pytest.approx(0, abs=1e-4), "beside the average person"


def test_nothing_is_learnt_from_too_few_or_from_nothing():
    few = np.array([True] * (FEWEST_GOOD - 1) + [False] * 500)
    column = ["a" if one else "b" for one in few]
    assert lesson_of({"x": column}, few) is None
    enough = np.array([True] * 100 + [False] * 400)
    assert lesson_of({"x": ["a"] * 500}, enough) is None


def test_chance_alone_is_found_to_be_nothing():
    chance = np.random.default_rng(0)
    good = chance.random(2_000) < 0.3
    found = lesson_of({name: list(chance.choice(["a", "b", "c"], 2_000)) for name in "xyz"}, good)
    assert found.figures["auc"][1] < 0.5 < found.figures["auc"][2]
    assert all(driver["p"] > 0.05 for driver in found.figures["drivers"])


def test_each_fifth_holds_its_share_of_those_who_did():
    good = np.array([True] * 53 + [False] * 447)
    folds = folds_of(good)
    assert {int(good[folds == fold].sum()) for fold in range(FOLDS)} <= {10, 11}
