"""Tables of one's own choosing: right against independent code, weighted where that is safe, and never telling."""

from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from leadgate.statistics.significance import least_association
from leadgate.statistics.tallies import Answers
from leadgate.survey_analysis.report import AllAnswers
from tests.surveys.scenes import choices, chosen, question, small

SURVEY = small(
    question("gender", "choice", choices=choices("f", "m")),
    question("brand", "choice", choices=choices("p", "q", "r")),
    question("buys", "choices", choices=choices("bread", "cake")),
    question("mood", "csat"),
    question("spends", "number"),
    question("says", "matrix", rows=choices("easy", "short"), columns=choices("no", "so_so", "yes")),
)


def people(count, seed=5):
    """So many who answered everything, as a data frame."""
    dice = np.random.default_rng(seed)
    found = pd.DataFrame({"gender": dice.choice(["f", "m"], count, p=[0.6, 0.4])})
    found["brand"] = np.where(found.gender == "f", dice.choice(["p", "q"], count), dice.choice(["q", "r"], count))
    found["bread"], found["cake"] = dice.random(count) < 0.7, dice.random(count) < 0.4
    found["mood"] = dice.integers(1, 6, count)
    found["spends"] = dice.integers(1, 99, count)
    found["easy"] = dice.choice(["no", "so_so", "yes"], count)
    return found


def survey_of(found, *asked):
    answers = Answers()
    for one in found.itertuples():
        given = {key: chosen(getattr(one, key)) for key in ("gender", "brand") if getattr(one, key)}
        given["buys"] = chosen(*(key for key in ("bread", "cake") if getattr(one, key)))
        given |= {"mood": int(one.mood), "spends": float(one.spends), "says": {"easy": one.easy, "short": "yes"}}
        answers.add(SURVEY.items, given, datetime(2026, 1, 2, tzinfo=UTC))
    return AllAnswers(SURVEY.items, answers, {}, asked)


def table(found, rows, columns, margins=None):
    name = f"table:{rows}*{columns}"
    survey = survey_of(found, name)
    survey.whole(margins or {})
    return survey.asked(name)


def test_counts_shares_and_the_test_are_those_of_pandas_and_scipy():
    found = people(600)
    made = table(found, "gender", "mood")
    counts = pd.crosstab(found.gender, found.mood)
    assert made["cells"] == counts.to_numpy().tolist()
    by_row = pd.crosstab(found.gender, found.mood, normalize="index").to_numpy()
    by_column = pd.crosstab(found.gender, found.mood, normalize="columns").to_numpy()
    np.testing.assert_allclose(made["row_shares"], by_row, atol=1e-6)
    np.testing.assert_allclose(made["column_shares"], by_column, atol=1e-6)
    assert made["test"]["p"] == pytest.approx(stats.chi2_contingency(counts, correction=False).pvalue, abs=1e-12)
    assert made["test"]["strength"] == pytest.approx(stats.contingency.association(counts), abs=1e-4)
    assert not made["test"]["least"]


def test_shares_are_of_those_who_answered_both():
    found = people(300)
    found.loc[:99, "brand"] = ""
    made = table(found, "gender", "brand")
    asked = found[found.brand != ""]
    np.testing.assert_allclose(
        made["row_shares"], pd.crosstab(asked.gender, asked.brand, normalize="index").to_numpy(), atol=1e-6
    )


def test_each_of_several_answers_is_a_row_of_its_own():
    found = people(300)
    made = table(found, "buys", "gender")
    assert made["row_codes"] == ["bread", "cake"]
    expected = [[int((found[tick] & (found.gender == code)).sum()) for code in "fm"] for tick in ("bread", "cake")]
    assert made["cells"] == expected
    assert made["column_shares"][0][0] == pytest.approx(found[found.gender == "f"].bread.mean(), abs=1e-6)
    assert "test" not in made, "whoever ticked both stands in both rows"


def test_numbers_stand_in_their_steps_and_lines_of_a_matrix_for_themselves():
    found = people(400)
    made = table(found, "spends", "says:easy")
    assert made["row_codes"][0] == "0–10"
    assert sum(map(sum, made["cells"])) == 400
    assert made["column_codes"] == ["no", "so_so", "yes"]


def test_weighted_shares_are_those_of_pandas():
    found = people(900)
    true = {"f": 0.3, "m": 0.7}
    made = table(found, "brand", "mood", {"gender": true})
    weight = found.gender.map({code: share / (found.gender == code).mean() for code, share in true.items()})
    sums = weight.groupby([found.brand, found.mood]).sum().unstack()
    assert made["weighted"]
    np.testing.assert_allclose(made["row_shares"], sums.div(sums.sum(axis=1), axis=0).to_numpy(), atol=1e-5)
    assert made["cells"] == pd.crosstab(found.brand, found.mood).to_numpy().tolist(), "people are counted as they are"


def test_shares_are_not_weighted_where_that_would_tell_who_of_which_weight_gave_both():
    found = people(120)
    assert (pd.crosstab([found.gender, found.brand], found.mood).to_numpy() < 5).any()
    made = table(found, "brand", "mood", {"gender": {"f": 0.3, "m": 0.7}})
    assert not made["weighted"]


def test_a_table_with_hidden_cells_says_how_strong_it_is_at_least():
    dice = np.random.default_rng(3)
    for _nth in range(200):
        counts = dice.integers(0, 30, dice.integers(2, 5, 2))
        hidden = dice.random(counts.shape) < 0.4
        if 0 in counts.sum(axis=0) or 0 in counts.sum(axis=1):
            continue
        cells = [
            [None if gone else int(one) for one, gone in zip(*pair, strict=True)]
            for pair in zip(counts, hidden, strict=True)
        ]
        found = least_association(cells, counts.sum(axis=1), counts.sum(axis=0))
        assert found.strength <= stats.contingency.association(counts) + 1e-9
        assert found.p >= stats.chi2_contingency(counts, correction=False).pvalue - 1e-12
        assert found.is_least == hidden.any()


def test_what_a_test_says_of_hidden_cells_is_the_same_whatever_is_in_them():
    """Two tables that agree in all that is shown of them are told apart by nothing."""
    said = [
        least_association([[20, None, None], [20, None, None]], [60, 60], [40, 40, 40]),
        least_association([[20, None, None], [20, None, None]], [60, 60], [40, 40, 40]),
    ]
    assert said[0] == said[1]
    assert least_association([[20, None], [None, 9]], [None, 30], [30, 20]) is None, "the sums are not known"


def test_a_table_of_which_every_row_is_hidden_says_nothing_and_ends_no_report():
    """The report of a survey in which one question had hidden rows alone was never worked out."""
    found = least_association([], [], [0.0, 9.0, 18.0], (3, 2))
    assert found is None or found.strength == pytest.approx(0.0)


def test_a_table_that_stands_for_few_says_so():
    assert table(people(4), "gender", "mood")["few"]


def test_scores_by_month_are_weighted_where_the_page_says_so():
    found = people(900)
    true = {"f": 0.3, "m": 0.7}
    found["month"] = np.random.default_rng(2).integers(1, 3, len(found))
    answers = Answers()
    for one in found.itertuples():
        given = {"gender": chosen(one.gender), "mood": int(one.mood)}
        answers.add(SURVEY.items, given, datetime(2026, one.month, 2, tzinfo=UTC))
    mood = AllAnswers(SURVEY.items, answers, {}).whole({"gender": true})["questions"]["mood"]
    weight = found.gender.map({code: share / (found.gender == code).mean() for code, share in true.items()})
    high = (weight * (found.mood >= 4)).groupby(found.month).sum() / weight.groupby(found.month).sum()
    assert mood["months_weighted"]
    assert [one["scores"]["satisfied"][0] for one in mood["months"]] == pytest.approx(list(high), abs=1e-5)
    assert [one["count"] for one in mood["months"]] == [*found.groupby("month").size()]


def test_scores_by_month_say_that_they_are_not_weighted_where_that_would_tell():
    found = people(60)
    mood = survey_of(found).whole({"gender": {"f": 0.3, "m": 0.7}})["questions"]["mood"]
    assert not mood["months_weighted"]
