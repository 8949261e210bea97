"""Signs of haste: found, counted where they are not few, left out on request, and no way to single one out."""

from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from leadgate.statistics.tallies import Answers
from leadgate.survey_analysis.report import AllAnswers
from tests.surveys.scenes import choices, chosen, question, small

ROWS, COLUMNS = ("a", "b", "c", "d"), ("no", "so_so", "yes")
SURVEY = small(
    question("taste", "choice", choices=choices("bread", "cakes")),
    question("says", "matrix", rows=choices(*ROWS), columns=choices(*COLUMNS)),
)
DICE = np.random.default_rng(11)


def survey_of(*people, asked=()):
    """Of people by the seconds they took, what they said in each line, and a number for all they said."""
    answers = Answers()
    for at, (seconds, said, copy) in enumerate(people):
        given = {"taste": chosen("bread" if at % 2 else "cakes"), "says": dict(zip(ROWS, said, strict=True))}
        answers.add(SURVEY.items, given, datetime(2026, 1, 2, tzinfo=UTC), seconds=seconds, copy=copy)
    return AllAnswers(SURVEY.items, answers, {}, asked)


def usual(count):
    mixed = [("no", "yes", "yes", "so_so"), ("yes", "no", "so_so", "no"), ("so_so", "so_so", "no", "yes")]
    return [(int(DICE.integers(100, 140)), mixed[at % 3], at + 1) for at in range(count)]


def hints(survey):
    return {one["sign"]: one["count"] for one in survey.whole({})["hints"]}


def test_each_sign_is_counted():
    fast = [(20 + at, ("no", "yes", "no", "yes"), 1000 + at) for at in range(6)]
    straight = [(120, ("yes",) * 4, 2000 + at) for at in range(7)]
    twice = [(120, ("no", "no", "yes", "yes"), 3000 + at // 2) for at in range(8)]
    assert hints(survey_of(*usual(60), *fast, *straight, *twice)) == {"fast": 6, "straight": 7, "twice": 8}


def test_a_third_of_the_median_is_not_fast_and_a_second_less_is():
    took = [120] * 40 + [40] * 5
    survey = survey_of(*[(seconds, ("no", "yes", "no", "yes"), at + 1) for at, seconds in enumerate(took)])
    assert hints(survey)["fast"] == 0
    took = [120] * 40 + [39] * 5
    survey = survey_of(*[(seconds, ("no", "yes", "no", "yes"), at + 1) for at, seconds in enumerate(took)])
    assert hints(survey)["fast"] == int((pd.Series(took) < pd.Series(took).median() / 3).sum()) == 5


def test_few_who_show_a_sign_are_not_counted():
    assert hints(survey_of(*usual(60), *[(120, ("yes",) * 4, 900 + at) for at in range(3)]))["straight"] is None


def test_without_moments_nobody_is_fast():
    assert "fast" not in hints(survey_of(*[(-1, said, copy) for _seconds, said, copy in usual(20)]))


@pytest.mark.parametrize("straight", [5, 12])
def test_those_who_show_one_are_left_out_and_the_rest_are_shown(straight):
    people = [*usual(60), *[(120, ("yes",) * 4, 900 + at) for at in range(straight)]]
    survey = survey_of(*people, asked=[".sound=yes"])
    survey.whole({})
    part = survey.asked(".sound=yes")
    assert part["people"] == 60
    lines = {
        line["code"]: {row["code"]: row["count"] for row in line["rows"]} for line in part["questions"]["says"]["lines"]
    }
    assert lines["a"] == {"no": 20, "so_so": 20, "yes": 20}


def test_nothing_is_said_of_a_matrix_where_one_of_its_lines_would_tell_what_another_hides():
    straight = [(120, ("yes",) * 4, 900 + at) for at in range(4)] + [(120, ("no",) * 4, 990 + at) for at in range(4)]
    survey = survey_of(*usual(60), *straight, asked=[".sound=yes"])
    survey.whole({})
    part = survey.asked(".sound=yes")
    assert part["questions"]["taste"]["answered"] == 60
    assert {line.get("held") for line in part["questions"]["says"].get("lines", ())} <= {True}
