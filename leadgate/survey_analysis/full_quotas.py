"""Answers of which everybody knows how many gave them, because a quota of them is full: whoever tries it is told."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from leadgate.questions.kinds import AnyItem, BestWorst, ConstantSum, Recommending
from leadgate.statistics.disclosure import is_small
from leadgate.statistics.tallies import thawed
from leadgate.survey_analysis.lines import AnswerLine, Column

Full = Mapping[str, Iterable[str]]
"""By question, the answers as quotas name them."""
NONE: Full = MappingProxyType({})
Limits = Mapping[str, Mapping[str, int]]
"""By question and answer, at how many a quota is full."""
UNLIMITED: Limits = MappingProxyType({})
UNLINED = (Recommending, ConstantSum, BestWorst)
"""Questions whose answers are told in other classes than quotas count them."""


def unsaid(items: Mapping[str, AnyItem], full: Full) -> set[str]:
    """The questions of which nothing is said, because their quotas count other classes than figures do."""
    return {key for key in full if isinstance(items.get(key), UNLINED)}


def nearly(
    items: Mapping[str, AnyItem],
    columns: Mapping[str, Column],
    limits: Limits,
    asked_by: Mapping[str, Collection[str]],
) -> set[str]:
    """The questions of which nothing may be said, because a quota of them has room for few more than are counted.

    Once it is full, everybody knows what those said who filled it: its limit less what was shown, or less how many
    answered a question that only they were asked.

    Args:
        items: the questions by key.
        columns: what was answered to each.
        limits: of the quotas.
        asked_by: of each question that is asked of some only, the questions that decide.
    """
    found = {
        key
        for key in {*limits} & {*items}
        if any(is_small(most - count) for most, count in _beside(limits[key], items[key], columns[key]))
    }
    return found | {key for key, by in asked_by.items() if found & {*by}}


def _beside(limits: Mapping[str, int], item: AnyItem, column: Column) -> Iterator[tuple[int, int]]:
    """At how many each quota of a question is full, and how many are counted."""
    said = [(item.codes(thawed(one)), int(people)) for one, people in column.tally().people.items()]
    for code, most in limits.items():
        yield most, sum(people for codes, people in said if code in codes)


def _counted(item: AnyItem, column: Column, codes: Collection[str]) -> int:
    """How many gave one of some answers, as quotas count them."""
    said = column.tally().people
    return sum(int(said[one]) for one in said if item.codes(thawed(one)) & {*codes})


def leaves_few(
    items: Mapping[str, AnyItem],
    columns: Mapping[str, Column],
    lines: Iterable[AnswerLine],
    full: Full,
    people: int,
) -> bool:
    """Whether everybody less those a full quota is known to count are few, so that nothing can be said of anything.

    Args:
        items: the questions by key.
        columns: what was answered to each.
        lines: all there are.
        full: the answers.
        people: how many there are.
    """
    known = [sum(line.counts[code] for code in line.known) for line in lines if line.known]
    known += [_counted(items[key], columns[key], {*full[key]}) for key in unsaid(items, full)]
    return any(is_small(people - count) for count in known)
