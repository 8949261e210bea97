"""How a sum was shared: the mean of each thing, as its share of the sum, and when nothing may be said of any.

All things of one respondent come together and the means add up, so that hiding one thing alone hides nothing: either
all are said or none.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from leadgate.questions.kinds import ConstantSum
from leadgate.statistics import intervals
from leadgate.statistics.disclosure import gives_one_away, is_small
from leadgate.statistics.intervals import Estimate
from leadgate.statistics.tallies import Tally

SCALE = (0.0, 1.0)


def shared(item: ConstantSum, given: Tally, *, is_spread_said: bool) -> list[dict[str, Any]]:
    """Each thing with its mean share and its mean, the largest first, and whether it got more than the next, beyond
    chance.

    Args:
        item: the question.
        given: the answers; a thing nobody was asked about is left out.
        is_spread_said: whether intervals may tell how far shares lie apart; else they are the widest of that mean.
    """
    interval = intervals.mean if is_spread_said else intervals.widest
    rows = [
        _row(item, one.key, mine, interval(mine.weighed, mine.effective, SCALE))
        for one in item.choices
        if (mine := _shares(one.key, given)).answered
    ]
    rows.sort(key=lambda row: -row["share"][0])
    for first, second in pairwise(rows):
        first["is_ahead"] = _is_ahead(first["code"], second["code"], given)
    return rows


def _row(item: ConstantSum, thing: str, mine: Tally, found: Estimate) -> dict[str, Any]:
    mean = found.scaled(item.total).plain()
    return {"code": thing, "count": int(mine.answered), "share": found.plain(), "mean": mean}


def _shares(thing: str, given: Tally) -> Tally:
    """What part of the sum each gave to a thing; a version may have had another sum, or not this thing."""

    def of_one(value: Mapping[str, float]) -> Iterator[float]:
        if thing in value:
            yield part_of_sum(value, thing)

    return given.turned(of_one)


def part_of_sum(value: Mapping[str, float], thing: str) -> float:
    """What part of the sum somebody gave to a thing."""
    return round(value[thing] / sum(value.values()), 9)


def _is_ahead(first: str, second: str, given: Tally) -> bool:
    """Whether the same people gave one thing more than the other: the interval of the differences leaves nought out."""

    def of_one(value: Mapping[str, float]) -> Iterator[float]:
        if first in value and second in value:
            yield part_of_sum(value, first) - part_of_sum(value, second)

    both = given.turned(of_one)
    return bool(both.people) and intervals.mean(both.weighed, both.effective, (-1.0, 1.0)).low > 0


def may_say_shares(item: ConstantSum, group: Tally) -> bool:
    """Whether the means of a group tell nobody's answer: what no thing got gives the second largest the largest away,
    and few are none who were asked about other things.

    Then what several things got together gives nobody away either: whichever two people are left out, of each thing a
    tenth of the larger stays, and so it does of the sum.

    Args:
        item: the question.
        group: those whose means are said, or follow from others.
    """
    asked = Counter[frozenset[str]]()
    for value, count in group.people.items():
        asked[frozenset(thing for thing, _number in value)] += int(count)
    if is_small(group.answered) or any(is_small(count) for count in asked.values()):
        return False
    return not any(gives_one_away(_shares(one.key, group).people) for one in item.choices)
