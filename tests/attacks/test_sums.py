"""What is said of sums – means of numbers, of a sum that was shared, of places – beside each other."""

import random
from datetime import UTC, datetime

import numpy as np
import pytest

from leadgate.statistics.sums import Sums, tells_largest
from leadgate.statistics.tallies import Answers
from leadgate.survey_analysis.publishing.remembering import Remembered
from leadgate.survey_analysis.report import AllAnswers
from tests.surveys.scenes import choices, chosen, question, small

SURVEY = small(
    question("one", "choice", choices=choices("a", "b")),
    question("two", "choice", choices=choices("x", "y")),
    question("pay", "number", least=0, most=100000),
    question("sum", "constant_sum", choices=choices("flour", "rent")),
    question("rank", "ranking", choices=choices("p", "q", "r")),
)
FIRST, LATER = ".days=2026-11-01..2026-11-15", ".days=2026-11-04..2026-11-15"
WEEKS = [f".days=2026-11-{first:02d}..2026-11-{first + 6:02d}" for first in (1, 8, 15)]
FIGURES = {"pay": lambda body: body["scores"]["mean"], "sum": lambda body: row(body)["share"]}
FIGURES["rank"] = lambda body: row(body)["points"]


def row(body):
    """The thing one person of a group has much of, and nobody else."""
    return next((one for one in body["rows"] if one["code"] in ("flour", "p")), {"share": None, "points": None})


def said(one, two, day, *, is_rich=None):
    """What somebody said: one of many, or of a group in which one person has all there is."""
    pay = random.choice([20, 50, 80, 250, 450, 650, 850, 950]) if is_rich is None else 97.0 * is_rich
    flour = random.choice([0, 25, 50, 75, 100]) if is_rich is None else 93 * is_rich
    order = random.sample(["p", "q", "r"], 3) if is_rich is None else ["p", "q", "r"] if is_rich else ["r", "q", "p"]
    return day, {"one": chosen(one), "two": chosen(two), "pay": pay, "sum": {"flour": flour, "rent": 100 - flour}} | {
        "rank": order
    }


def by_days(is_few):
    """Eight people a day; on some days they are a group in which one person has all there is."""
    days = [(day, nth) for day in range(1, 29) for nth in range(8)]
    first = next(day for day, _nth in days if is_few(day))
    return [
        said("ab"[nth % 2], "xy"[nth // 2 % 2], day, is_rich=(nth == 0 and day == first) if is_few(day) else None)
        for day, nth in days
    ]


def by_answers():
    return [said(one, two, 3) for one, two in ("ax", "bx", "by") for _nth in range(40)] + [
        said("a", "y", 3, is_rich=nth == 0) for nth in range(8)
    ]


def survey_of(people, asked_for, remembered=()):
    found = Answers()
    for day, answers in people:
        found.add(SURVEY.items, answers, datetime(2026, 11, day, tzinfo=UTC))
    return AllAnswers(SURVEY.items, found, {}, asked_for, remembered=Remembered(remembered))


def told(body, question):
    """What the mean of a question times those who answered is; None where it is hidden."""
    asked = body["questions"].get(question, {})
    mean = FIGURES[question](asked) if asked.get("answered") else None
    return mean and asked["answered"] * (mean[0] if isinstance(mean, list) else mean)


CASES = {
    "spans of days": (lambda: by_days(lambda day: day <= 3), [FIRST, LATER]),
    "the other way round": (lambda: by_days(lambda day: day <= 3), [LATER, FIRST]),
    "everybody less three weeks": (lambda: by_days(lambda day: day > 21), ["", *WEEKS]),
    "two conditions": (by_answers, ["one=a", "one=a&two=x"]),
    "two conditions, turned": (by_answers, ["one=a&two=x", "one=a"]),
}


@pytest.mark.parametrize("question", FIGURES)
@pytest.mark.parametrize("case", CASES)
def test_no_sum_follows_from_others_that_gives_one_person_away(case, question):
    random.seed(1)
    people, wanted = CASES[case]
    survey = survey_of(people(), [one for one in wanted if one])
    bodies = {"": survey.whole({})}
    bodies |= {one: survey.asked(one) for one in wanted if one}
    sums = [told(bodies[one], question) for one in wanted]
    assert told(bodies[""], question) is not None
    assert None in sums


def test_a_sum_that_was_said_before_is_known_although_nobody_asks_for_it_now():
    random.seed(1)
    survey = survey_of(by_days(lambda day: day <= 3), [LATER], [FIRST])
    survey.whole({})
    assert told(survey.asked(LATER), "pay") is None


def test_parts_of_many_people_have_their_means_beside_each_other():
    random.seed(2)
    people = [said(random.choice("ab"), random.choice("xy"), day) for day in range(1, 29) for _nth in range(10)]
    wanted = ["one=a", "two=x", "one=a&two=x", *WEEKS]
    survey = survey_of(people, wanted)
    survey.whole({})
    bodies = [survey.asked(one) for one in wanted]
    assert all(told(body, question) is not None for body in bodies for question in ("sum", "rank"))
    assert [told(body, "pay") is not None for body in bodies].count(True) >= 4, "others hide a step of their histogram"


def test_small_cells_say_nothing_as_long_as_no_sum_of_them_follows():
    dice = np.random.default_rng(3)
    amounts, marks = dice.choice([20.0, 50, 80, 450], 200), [dice.random(200) < 0.5 for _nth in range(6)]
    everybody = np.ones(200, dtype=bool)
    assert min(map(len, Sums(amounts, marks).cells)) < 5
    assert not Sums(amounts, [everybody, *marks]).tell_of_one
    nearly = marks[0].copy()
    nearly[np.flatnonzero(nearly)[:3]] = False
    assert Sums(amounts, [everybody, *marks, nearly]).tell_of_one


def test_a_mean_with_its_interval_tells_nobodys_number():
    incomes = [990.0, *[300.0 + nth for nth in range(12)]]
    assert tells_largest(np.array(sorted(incomes, reverse=True)))
    random.seed(4)
    people = [said("a", "x", 3) for _nth in incomes]
    survey = survey_of([(day, answers | {"pay": pay}) for (day, answers), pay in zip(people, incomes, strict=True)], [])
    mean = survey.whole({})["questions"]["pay"]["scores"]["mean"]
    assert mean == pytest.approx(np.mean(incomes)), "the mean stands, its interval does not"
    assert not tells_largest(np.array([990.0, 900.0, 600.0, 500.0, 400.0, 100.0, 50.0, 20.0]))
