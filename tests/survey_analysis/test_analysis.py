"""Figures: they agree with other people's programs, hide what they must, and say how sure they are."""

from datetime import UTC, datetime

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from leadgate.questions.kinds import BestWorst, Kano, Number, OneChoice, Slider
from leadgate.questions.kinds.best_worst_designs import VERSIONS
from leadgate.questions.kinds.kano import class_of
from leadgate.statistics import intervals
from leadgate.statistics.disclosure import FEWEST, gives_one_away, hidden_of_line, hidden_of_table
from leadgate.statistics.significance import chi_squared
from leadgate.statistics.steps import round_width
from leadgate.statistics.tallies import Answers, CodedColumn, frozen, tally, thawed
from leadgate.statistics.weighting import Margin, effective, reached, weights
from leadgate.survey_analysis.amounts import bins, edges_of
from leadgate.survey_analysis.crosstabs import pairs_of, table_of
from leadgate.survey_analysis.hiding import Hiding
from leadgate.survey_analysis.lines import Column, lines_of
from leadgate.survey_analysis.publishing.linking import Published
from leadgate.survey_analysis.report import AllAnswers
from tests.surveys.scenes import chosen, definition

EVERYTHING = definition()
COUNTS = st.integers(0, 60)
NUMBER = Number(key="n", label={"en": "n"})


def item(key):
    return EVERYTHING.items[key]


def figures_of(asked, answers, margins=None):
    """What a report of one question says of it."""
    found = Answers()
    for answer in answers:
        found.add([asked.key], {asked.key: answer} if answer is not None else {}, datetime(2026, 1, 2, tzinfo=UTC))
    return AllAnswers({asked.key: asked}, found, {}).whole(margins or {})["questions"][asked.key]


def line_of(asked, answers):
    return next(lines_of(asked, Column.of(CodedColumn(answers)), (), ()))


def pairs_between(lines):
    return pairs_of(lines, Published(Hiding({line.key: line for line in lines}, ())))


def column(*values):
    return [frozen(value) for value in values]


# Hiding


@given(st.dictionaries(st.sampled_from("abcdefgh"), COUNTS, min_size=1))
def test_no_small_cell_of_a_line_can_be_worked_out(counts):
    hidden = hidden_of_line(counts)
    assert {key for key, count in counts.items() if 0 < count < FEWEST} <= hidden
    together, told = sum(counts[key] for key in hidden), {key for key in hidden if counts[key]}
    is_all = hidden == set(counts)
    assert not hidden or is_all or together - (len(told) - 1) >= FEWEST, "who knows that none is empty knows no more"


@given(st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=2, max_size=5))
def test_no_small_cell_of_a_table_can_be_worked_out(cells):
    hidden = hidden_of_table(cells)
    lines = [*cells, *zip(*cells, strict=True)]
    gone = [*hidden, *zip(*hidden, strict=True)]
    for counts, marks in zip(lines, gone, strict=True):
        secret = [count for count, mark in zip(counts, marks, strict=True) if mark]
        open_ones = [count for count, mark in zip(counts, marks, strict=True) if not mark and count]
        assert all(not 0 < count < FEWEST for count in open_ones)
        assert not secret or not open_ones or (len(secret) > 1 and sum(secret) >= FEWEST)


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=5, max_size=60))
def test_a_histogram_counts_all_and_no_step_stands_for_few(numbers):
    edges = edges_of(NUMBER, tally(numbers))
    found = bins(tally(numbers), edges, ())
    assert 1 <= len(found) <= 12
    assert sum(one["count"] for one in found) == len(numbers)
    assert all(one["count"] == 0 or one["count"] >= FEWEST for one in found)
    assert edges == sorted(set(edges))


def test_a_histogram_of_equal_numbers_has_one_step():
    numbers = tally([3.0] * 6)
    assert bins(numbers, edges_of(NUMBER, numbers), ()) == [{"from": 3.0, "to": 4.0, "count": 6}]
    assert round_width(0.3) == 0.5


def test_nine_incomes_that_would_be_hidden_one_by_one_stand_in_steps_together():
    incomes = [31_000.0] * 30 + [72_000.0] * 3 + [81_000.0] * 3 + [88_000.0] * 3
    found = bins(tally(incomes), edges_of(NUMBER, tally(incomes)), ())
    assert sum(one["count"] for one in found if one["from"] >= 40_000) == 9, "nobody looks like nobody"


@given(st.integers(-20, 20), st.integers(1, 200), st.lists(st.floats(0, 1), min_size=5, max_size=60))
def test_a_histogram_ends_where_its_scale_does(least, length, places):
    slider = Slider(key="pace", label={"en": "Pace"}, least=least, most=least + length)
    given = tally([round(least + place * length) for place in (0, 1, *places)])
    found = bins(given, edges_of(slider, given), ())
    assert (found[0]["from"], found[-1]["to"]) == (least, least + length)
    assert sum(one["count"] for one in found) == len(places) + 2, "whoever chose the end stands in the last step"


def test_a_histogram_of_a_scale_that_was_longer_before_ends_at_nobodys_answer():
    slider, numbers = Slider(key="pace", label={"en": "Pace"}, least=10, most=20), tally([3.0] * 5 + [47.0] * 5)
    edges = edges_of(slider, numbers)
    assert edges[0] <= 3
    assert edges[-1] > 47


def test_a_sum_that_gives_the_largest_away_is_known():
    assert gives_one_away({1_000_000.0: 1, 30_000.0: 3})
    assert not gives_one_away({1_000_000.0: 1, 30_000.0: 6})
    assert gives_one_away({40.0: 1})
    assert not gives_one_away({0.0: 9})


def test_a_mean_that_gives_one_person_away_is_hidden_and_a_median_is_where_it_lies():
    asked = Number(key="n", label={"en": "n"})
    scores = figures_of(asked, [30.0, 31.0, 32.0, 33.0, 9_000.0])["scores"]
    assert scores["mean"] is None
    assert scores["median"]["between"][0] <= 32 < scores["median"]["between"][1]
    assert figures_of(asked, [7.0] * 6 + [9.0] * 2)["scores"]["median"] == [7.0, 7.0, 9.2], "six people gave it"


# Intervals


@given(st.integers(0, 200), st.integers(1, 200))
def test_the_interval_of_a_share_is_wilsons(hits, more):
    of = hits + more
    low, high = proportion_confint(hits, of, method="wilson")
    found = intervals.share(hits, of)
    assert (found.value, found.low, found.high) == pytest.approx((hits / of, low, high), abs=1e-9)


@given(st.lists(st.integers(0, 10), min_size=3, max_size=80))
def test_the_interval_of_a_mean_is_students(numbers):
    counts = {float(one): float(numbers.count(one)) for one in set(numbers)}
    found = intervals.mean(counts)
    expected = DescrStatsW(numbers)
    assert found.value == pytest.approx(expected.mean)
    if len(set(numbers)) > 1:
        assert (found.low, found.high) == pytest.approx(expected.tconfint_mean())


@given(st.lists(st.integers(0, 10), min_size=5, max_size=80))
def test_the_net_promoter_score_is_promoters_less_detractors(numbers):
    counts = {float(one): float(numbers.count(one)) for one in set(numbers)}
    promoters, detractors = sum(n >= 9 for n in numbers), sum(n <= 6 for n in numbers)
    assert intervals.net_promoters(counts).value == pytest.approx(100 * (promoters - detractors) / len(numbers))


# Weighting


def test_weighted_margins_are_those_that_are_known():
    codes = [["a", "b", "b", "b"][at % 4] for at in range(400)]
    others = [["x", "y", "x"][at % 3] for at in range(400)]
    found = weights([Margin(codes, {"a": 0.5, "b": 0.5}), Margin(others, {"x": 0.4, "y": 0.6})], 400)
    share = found[[code == "a" for code in codes]].sum() / found.sum()
    other = found[[code == "x" for code in others]].sum() / found.sum()
    assert (share, other) == (pytest.approx(0.5, abs=1e-6), pytest.approx(0.4, abs=1e-6))
    assert effective(found) == pytest.approx(DescrStatsW(np.ones(400), found).sum_weights ** 2 / (found**2).sum())
    assert effective(found) < 400


def test_weights_are_one_on_average_after_they_were_kept_within_their_bounds():
    margin = Margin(["a"] * 97 + ["b"] * 3, {"a": 0.5, "b": 0.5})
    found = weights([margin], 100)
    assert found.sum() == pytest.approx(100)
    assert reached(margin, found) == pytest.approx({"a": 0.85, "b": 0.15}), "three people of a weight of five"


def test_a_margin_that_can_be_reached_within_the_bounds_is_reached():
    """Found without the bounds, the weights of four people who are x and v are 5.4."""
    pairs = [("x", "v")] * 4 + [("x", "w")] * 20 + [("y", "v")] * 20 + [("y", "w")] * 156
    margins = [
        Margin([one for one, _ in pairs], {"x": 0.35, "y": 0.65}),
        Margin([one for _, one in pairs], {"v": 0.35, "w": 0.65}),
    ]
    found = weights(margins, 200)
    assert found.mean() == pytest.approx(1)
    assert found.max() <= 5 + 1e-9
    for margin in margins:
        assert reached(margin, found) == pytest.approx(dict(margin.shares), abs=1e-6)


def test_an_answer_nobody_gave_or_nobody_should_give_is_missed_and_the_others_share_the_rest():
    nobody = Margin(["a"] * 50 + ["b"] * 50, {"a": 0.4, "b": 0.3, "c": 0.3})
    assert reached(nobody, weights([nobody], 100)) == pytest.approx({"a": 4 / 7, "b": 3 / 7, "c": 0})
    none_wanted = Margin(["a"] * 50 + ["b"] * 50, {"a": 1.0, "b": 0.0})
    assert reached(none_wanted, weights([none_wanted], 100)) == pytest.approx({"a": 0.9, "b": 0.1})


def test_weights_within_their_bounds_are_those_of_iterative_proportional_fitting():
    """The table is fitted here cell by cell, without people."""
    counts = np.array([[40.0, 30, 20], [35, 50, 100], [30, 80, 65]])
    rows, columns = np.array([0.3, 0.35, 0.35]), np.array([0.25, 0.4, 0.35])
    fitted = counts.copy()
    for _round in range(200):
        fitted *= (rows * counts.sum() / fitted.sum(axis=1))[:, None]
        fitted *= columns * counts.sum() / fitted.sum(axis=0)
    people = [(at, to) for at in range(3) for to in range(3) for _one in range(int(counts[at, to]))]
    margins = [Margin([f"{one[side]}" for one in people], {f"{at}": share for at, share in enumerate(shares)})
               for side, shares in enumerate((rows, columns))]  # fmt: skip
    found = weights(margins, len(people))
    expected = [fitted[one] / counts[one] for one in people]
    assert found == pytest.approx(np.array(expected), abs=1e-6)


def test_no_answer_weighs_more_than_five_or_less_than_a_fifth():
    found = weights([Margin(["a"] * 99 + ["b"], {"a": 0.5, "b": 0.5})], 100)
    assert found.max() <= 5
    assert found.min() >= 0.2


def test_whoever_did_not_answer_keeps_a_weight():
    found = weights([Margin(["a", "a", "b", None], {"a": 0.5, "b": 0.5})], 4)
    assert found[3] > 0


# Public data


@pytest.fixture(scope="module")
def election():
    """The American National Election Study of 1996, as statsmodels ships it."""
    return sm.datasets.anes96.load_pandas().data


@pytest.fixture(scope="module")
def affairs():
    """Fair's survey of 6,366 married women (1978), as statsmodels ships it."""
    return sm.datasets.fair.load_pandas().data


def as_choice(key, numbers):
    """Numbers of a data set as a question with one answer, and everybody's answer."""
    codes = sorted({int(number) for number in numbers})
    raw = {
        "kind": "choice",
        "key": key.lower(),
        "label": {"en": key},
        "choices": [{"key": f"c{code}", "label": {"en": str(code)}} for code in codes],
    }
    return convert(raw, OneChoice), [frozen(chosen(f"c{int(number)}")) for number in numbers]


@pytest.mark.parametrize("key", ["vote", "PID", "educ", "income"])
def test_shares_of_the_election_study_agree_with_statsmodels(election, key):
    asked, answers = as_choice(key, election[key])
    rows = figures_of(asked, answers)["rows"]
    counts = election[key].value_counts()
    for row in rows:
        expected = counts[int(row["code"][1:])]
        if row["count"] is None:
            assert expected < 20
            continue
        assert row["count"] == expected
        low, high = proportion_confint(expected, len(election), method="wilson")
        assert row["share"] == pytest.approx([expected / len(election), low, high], abs=1e-5)


@pytest.mark.parametrize("key", ["age", "income", "TVnews"])
def test_means_of_the_election_study_agree_with_statsmodels(election, key):
    asked = Number(key="n", label={"en": "n"})
    found = figures_of(asked, [float(one) for one in election[key]])["scores"]
    expected = DescrStatsW(election[key])
    assert found["mean"] == pytest.approx([expected.mean, *expected.tconfint_mean()], abs=1e-4)
    middle, low, high = found["median"]
    assert middle == float(np.median(election[key]))
    exact = stats.quantile_test(election[key], q=0, p=0.5).confidence_interval()
    assert low <= exact.low
    assert exact.high <= high


def test_pairs_of_the_affairs_survey_agree_with_scipy_and_statsmodels(affairs):
    keys = ["rate_marriage", "religious", "educ", "occupation", "occupation_husb"]
    columns = [line_of(*as_choice(key, affairs[key])) for key in keys]
    found = pairs_between(columns)
    by_pair = {(one["rows"], one["columns"]): one for one in found}
    tables = {
        (one.key[0], two.key[0]): np.array(table_of(one, two))
        for at, one in enumerate(columns)
        for two in columns[at + 1 :]
    }
    raw = [stats.chi2_contingency(table, correction=False).pvalue for table in tables.values()]
    corrected = dict(zip(tables, multipletests(raw, method="fdr_by")[1], strict=True))
    assert by_pair.keys() == tables.keys()
    for pair, one in by_pair.items():
        if "cells" not in one:
            assert one.keys() == {"rows", "columns"}, "how weak they are would tell what is in small cells"
        elif one.get("rough"):
            assert corrected[pair] < 0.05
            assert one["strength"] <= stats.contingency.association(tables[pair], method="cramer") + 1e-4
        else:
            assert one["strength"] == pytest.approx(stats.contingency.association(tables[pair]), abs=1e-4)
            assert one["p"] == pytest.approx(min(corrected[pair], 1.0), abs=1e-12)
        assert tables[pair].sum() == len(affairs)


def test_weighting_the_affairs_survey_agrees_with_statsmodels_weighted_means(affairs):
    religious, answers = as_choice("religious", affairs["religious"])
    true = {"c1": 0.1, "c2": 0.2, "c3": 0.3, "c4": 0.4}
    found = weights([Margin([one["chosen"][0] for one in map(thawed, answers)], true)], len(affairs))
    expected = DescrStatsW(affairs["rate_marriage"], found)
    rated, given = Answers(), zip(answers, affairs["rate_marriage"], strict=True)
    items = {"religious": religious, "rate": Number(key="rate", label={"en": "n"})}
    for answer, rate in given:
        rated.add(items, {"religious": thawed(answer), "rate": float(rate)}, datetime(2026, 1, 2, tzinfo=UTC))
    mean = AllAnswers(items, rated, {}).whole({"religious": true})["questions"]["rate"]["scores"]["mean"]
    assert mean[0] == pytest.approx(expected.mean, abs=1e-5)


def test_unrelated_questions_are_seldom_called_related():
    dice = np.random.default_rng(7)
    columns = [line_of(*as_choice(f"k{at}", dice.integers(1, 4, 400))) for at in range(12)]
    assert [one for one in pairs_between(columns) if "cells" in one] == []


def test_a_table_with_one_line_tells_nothing():
    assert chi_squared([[5, 9], [0, 0]]) == (1.0, 0.0)


# Kinds


def test_every_kind_of_question_has_figures():
    answers = Answers()
    for nth in range(12):
        given = {
            "bakes": chosen("bread" if nth < 6 else "cakes"),
            "years": nth,
            "wants": chosen("price", "time") if nth < 6 else chosen("price"),
            "order": ["taste", "price"] if nth < 7 else ["price", "taste"],
            "agree": {"easy": "yes", "short": "no"},
            "matters": {"0": ["a", "b", "c"]},
            "features": {"table": ["like", "dislike"]},
            "nps": 9,
            "csat": 4,
            "ces": 3,
            "share": 50,
            "spends": {"flour": 50, "rent": 20 if nth < 6 else 40, "power": 30 if nth < 6 else 10},
        }
        answers.add(EVERYTHING.items, given, datetime(2026, 1 + nth % 2, 1, tzinfo=UTC))
    found = AllAnswers(EVERYTHING.items, answers, {}).whole({})["questions"]
    assert [row["count"] for row in found["bakes"]["rows"]] == [6, 6, 0]
    assert [row["count"] for row in found["wants"]["rows"]] == [12, 6, 0]
    assert found["order"]["rows"][0]["code"] == "taste"
    assert found["order"]["rows"][0]["points"][0] == pytest.approx((7 * 2 + 5 * 1) / 12)
    assert found["agree"]["lines"][0]["scores"]["mean"][0] == 3
    assert found["matters"]["rows"][0] == {"code": "a", "count": 12, "score": [1.0, pytest.approx(0.459025), 1.0]}
    assert found["features"]["lines"][0]["scores"]["pleases"][0] == 1
    assert found["nps"]["scores"]["nps"][0] == 100
    assert found["csat"]["scores"]["satisfied"][0] == 1
    assert found["ces"]["scores"]["easy"][0] == 0
    assert [row["mean"][0] for row in found["spends"]["rows"]] == [50, 30, 20]
    assert found["years"]["scores"]["median"] == {"between": [0.0, 6.0]}, "five itself is one person's answer"
    assert found["why"] == {"answered": None, "few": True}


@given(st.lists(st.integers(0, 10), min_size=20, max_size=60))
def test_a_score_says_the_truth_or_what_it_lies_between(points):
    shown = figures_of(item("nps"), points)["scores"].get("nps")
    true = 100 * (sum(point >= 9 for point in points) - sum(point <= 6 for point in points)) / len(points)
    if isinstance(shown, dict):
        assert shown["between"][0] - 1e-5 <= true <= shown["between"][1] + 1e-5
        assert -100 <= shown["low"] <= shown["between"][0] <= shown["between"][1] <= shown["high"] <= 100
    elif shown:
        assert shown[0] == pytest.approx(true, abs=1e-5)


@pytest.mark.parametrize(("fives", "ones"), [(6, 2), (9, 3), (15, 5), (18, 6), (27, 3)])
def test_the_satisfied_of_a_small_survey_are_as_many_as_there_are(fives, ones):
    scores = figures_of(item("csat"), [5] * fives + [1] * ones)["scores"]
    for name, true in (("satisfied", fives / (fives + ones)), ("mean", (5 * fives + ones) / (fives + ones))):
        least, most = (0, 1) if name == "satisfied" else (1, 5)
        shown = scores.get(name)
        if isinstance(shown, dict):
            assert shown["between"][0] <= true <= shown["between"][1]
            assert least <= shown["low"] <= shown["high"] <= most
        elif shown:
            assert shown[0] == pytest.approx(true)
            assert least <= shown[1] <= shown[2] <= most


def test_a_score_made_of_rows_that_are_shown_is_exact():
    scores = figures_of(item("csat"), [5] * 68 + [4] * 20 + [3] * 6 + [2] * 4 + [1] * 2)["scores"]
    assert scores["satisfied"][0] == pytest.approx(0.88)
    assert scores["mean"]["between"][0] < 4.48 < scores["mean"]["between"][1]


def test_best_worst_scores_find_the_order_people_were_given():
    dice, asked = np.random.default_rng(3), item("matters")
    worth = {"a": 2.0, "b": 1.0, "c": 0.0, "d": -1.0, "e": -2.0}
    answers = []
    for nth in range(200):
        sets = {}
        for number, shown in enumerate(asked.sets(nth % VERSIONS)):
            keys = sorted((one.key for one in shown), key=lambda key: -(worth[key] + dice.gumbel()))
            sets[str(number)] = [keys[0], keys[-1], *keys[1:-1]]
        answers.append(frozen(sets))
    rows = figures_of(asked, map(thawed, answers))["rows"]
    assert [row["code"] for row in rows] == list("abcde")
    assert all(row["score"][1] <= row["score"][0] <= row["score"][2] for row in rows)
    assert isinstance(asked, BestWorst)
    assert sum(row["preferred"][0] for row in rows) == pytest.approx(1, abs=1e-5)
    few = figures_of(asked, map(thawed, answers[:49]))["rows"]
    assert not any("preferred" in row for row in few), "of few people, counts say all there is"


def test_kano_coefficients_are_bergers():
    asked = item("features")
    assert isinstance(asked, Kano)
    pairs = [("like", "neutral")] * 6 + [("like", "dislike")] * 5 + [("expect", "dislike")] * 7
    pairs += [("neutral", "neutral")] * 5 + [("dislike", "like")] * 6
    line = figures_of(asked, [{"table": list(pair)} for pair in pairs])["lines"][0]
    kinds = [class_of(*pair) for pair in pairs]
    clear = [kind for kind in kinds if kind not in ("reverse", "questionable")]
    pleases = sum(kind in ("attractive", "one_dimensional") for kind in clear) / len(clear)
    missed = sum(kind in ("one_dimensional", "must_be") for kind in clear) / len(clear)
    assert line["scores"]["pleases"][0] == pytest.approx(pleases, abs=1e-6)
    assert line["scores"]["missed"][0] == pytest.approx(missed, abs=1e-6)


@pytest.mark.parametrize(
    ("delights", "must", "is_clear"),
    # By hand: (a + b)(2n − a − b) / 2n is 20 for 30 and 10 of 40, whose root is 4.47, times 1.645 is 7.4.
    [(30, 10, True), (24, 16, True), (23, 17, False), (20, 20, False)],
)
def test_a_feature_has_the_class_most_say_unless_chance_could_have_put_it_first(delights, must, is_clear):
    said = [("like", "neutral")] * delights + [("expect", "dislike")] * must
    line = figures_of(item("features"), [{"table": list(pair)} for pair in said])["lines"][0]
    assert line["class"] == {"first": "attractive", "second": "must_be", "is_clear": is_clear}


def test_no_class_is_said_where_counts_are_hidden():
    said = [("like", "neutral")] * 30 + [("expect", "dislike")] * 3
    assert "class" not in figures_of(item("features"), [{"table": list(pair)} for pair in said])["lines"][0]


@given(st.recursive(st.text() | st.integers(), lambda inner: st.dictionaries(st.text(min_size=1), inner, min_size=1)))
def test_an_answer_comes_back_as_it_was_counted(value):
    assert thawed(frozen(value)) == value


def test_lists_come_back_as_lists():
    assert thawed(frozen({"0": ["a", "b", "c"], "chosen": ["x"]})) == {"0": ["a", "b", "c"], "chosen": ["x"]}
