"""What decides who is asked what: conditions of questions, sections that are skipped, and the versions of a survey."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from leadgate.questionnaires.definition import END, Definition
from leadgate.questions.conditions import Condition
from leadgate.questions.kinds import AnyItem, OneChoice, SeveralChoices
from leadgate.survey_analysis.asking.ways import Ways
from leadgate.survey_analysis.parts import VERSION
from leadgate.surveys import queries
from leadgate.surveys.merging import published


def ways_through(survey: UUID, items: Mapping[str, AnyItem], newest: int) -> Ways:
    """Which questions of a survey are asked of some only and by what, and which answers only some could choose.

    Args:
        survey: its id.
        items: every question that was ever asked, by key.
        newest: the version that was asked when those who are counted were counted first. What a later one asks whom
            decides nothing about them, and would only hide other things of the same people.
    """
    versions = {number: queries.definition_of(survey, number) for number in published(survey)}
    then = {number: whole for number, whole in versions.items() if number <= newest}
    return replace(ways_of(versions, items), asked_by=ways_of(then, items).asked_by)


def ways_of(versions: Mapping[int, Definition], items: Mapping[str, AnyItem]) -> Ways:
    """The same, of the published versions by number."""
    by: dict[str, set[str]] = {}
    for whole in versions.values():
        for key, names in _decided_by(whole):
            by.setdefault(key, set()).update(names)
    for key in items:
        if not all(key in whole.items for whole in versions.values()):
            by.setdefault(key, set()).add(VERSION)
    asked_by = {key: frozenset(_all_of(key, by) - {key}) for key, names in by.items() if names and key in items}
    offered = {key: found for key, item in items.items() if (found := _offered(item, versions))}
    return Ways(asked_by, offered, str(max(versions, default=0)))


def _decided_by(whole: Definition) -> Iterator[tuple[str, set[str]]]:
    """Each question with those its conditions name, and those that decide whether its section is skipped."""
    places = {section.key: at for at, section in enumerate(whole.sections)}
    for at, section in enumerate(whole.sections):
        skips = {
            name
            for before, earlier in enumerate(whole.sections[:at])
            for branch in earlier.leads
            if branch.to == END or places[branch.to] > at > before
            for name in _named(branch.when)
        }
        for item in section.questions:
            yield item.key, skips | {*_named(item.only_if)}


def _named(conditions: Sequence[Condition]) -> Iterator[str]:
    yield from (one.question for one in conditions)


def _all_of(key: str, by: Mapping[str, set[str]]) -> set[str]:
    """What decides about a question, and what decides about that."""
    found: set[str] = set()
    waiting = [key]
    while waiting:
        more = by.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    return found


def _offered(item: AnyItem, versions: Mapping[int, Definition]) -> dict[str, frozenset[str]]:
    """The answers of a question that not every version of it offered, each with those that did."""
    if not isinstance(item, OneChoice | SeveralChoices):
        return {}
    asked = {str(at): one for at, whole in versions.items() if type(one := whole.items.get(item.key)) is type(item)}
    offers = {at: {*getattr(one, "in_line", ())} for at, one in asked.items()}
    found = {code: frozenset(at for at, codes in offers.items() if code in codes) for code in item.in_line}
    return {code: some for code, some in found.items() if len(some) < len(offers)}
