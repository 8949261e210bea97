"""Shaping a draft: each change makes a new survey of the old one and leaves the old one as it was."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from leadgate.questionnaires.definition import Definition, Section
from leadgate.questions.kinds import AnyItem
from leadgate.survey_editor.errors import NoSuchQuestion


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands: the numbers of its section and of itself in it."""

    section: int
    question: int


def place_of(survey: Definition, key: str) -> Place:
    """Where a question stands.

    Raises:
        NoSuchQuestion
    """
    for at, section in enumerate(survey.sections):
        for number, item in enumerate(section.questions):
            if item.key == key:
                return Place(at, number)
    raise NoSuchQuestion


def section_of(survey: Definition, key: str) -> Section:
    """A section by its key.

    Raises:
        NoSuchQuestion
    """
    return survey.sections[_section(survey, key)]


def _section(survey: Definition, key: str) -> int:
    found = next((at for at, one in enumerate(survey.sections) if one.key == key), None)
    if found is None:
        raise NoSuchQuestion
    return found


def with_question(survey: Definition, section: str, item: AnyItem, *, after: str = "") -> Definition:
    """With one more question in a section: after another one of it, or at its end."""
    at = _section(survey, section)
    keys = [one.key for one in survey.sections[at].questions]
    place = keys.index(after) + 1 if after in keys else len(keys)
    return _with_questions(survey, at, lambda items: [*items[:place], item, *items[place:]])


def with_placed_question(survey: Definition, key: str, section: str, place: int) -> Definition:
    """With a question taken to a place in a section, counted without itself; past the end is the end."""
    old = place_of(survey, key)
    item = survey.sections[old.section].questions[old.question]
    gone = without_question(survey, key)
    return _with_questions(gone, _section(gone, section), lambda items: [*items[:place], item, *items[place:]])


def with_changed_question(survey: Definition, key: str, item: AnyItem) -> Definition:
    """With another question in the place of one."""
    place = place_of(survey, key)
    return _with_questions(survey, place.section, lambda items: [item if one.key == key else one for one in items])


def without_question(survey: Definition, key: str) -> Definition:
    """Without a question."""
    place = place_of(survey, key)
    return _with_questions(survey, place.section, lambda items: [one for one in items if one.key != key])


def with_moved_question(survey: Definition, key: str, by: int) -> Definition:
    """With a question one place up or down; past the end of its section it goes into the next."""
    place = place_of(survey, key)
    item = survey.sections[place.section].questions[place.question]
    there = place.question + by
    if 0 <= there < len(survey.sections[place.section].questions):
        return _with_questions(survey, place.section, lambda items: _swapped(items, place.question, there))
    neighbour = place.section + by
    if not 0 <= neighbour < len(survey.sections):
        return survey
    gone = without_question(survey, key)
    return _with_questions(gone, neighbour, lambda items: [*items, item] if by < 0 else [item, *items])


def with_section(survey: Definition, section: Section) -> Definition:
    """With one more section at the end."""
    return _with_sections(survey, [*survey.sections, section])


def with_changed_section(survey: Definition, key: str, changed: Section) -> Definition:
    """With another section in the place of one."""
    at = _section(survey, key)
    return _with_sections(survey, [changed if one == at else old for one, old in enumerate(survey.sections)])


def without_section(survey: Definition, key: str) -> Definition:
    """Without a section and its questions."""
    at = _section(survey, key)
    return _with_sections(survey, [one for number, one in enumerate(survey.sections) if number != at])


def question_of(survey: Definition, key: str) -> AnyItem:
    """A question by its key.

    Raises:
        NoSuchQuestion
    """
    place = place_of(survey, key)
    return survey.sections[place.section].questions[place.question]


def with_moved_section(survey: Definition, key: str, by: int) -> Definition:
    """With a section one place up or down."""
    at = _section(survey, key)
    there = at + by
    return _with_sections(survey, _swapped(survey.sections, at, there)) if 0 <= there < len(survey.sections) else survey


def _with_questions(
    survey: Definition, section: int, change: Callable[[Sequence[AnyItem]], Iterable[AnyItem]]
) -> Definition:
    old = survey.sections[section]
    changed = msgspec.structs.replace(old, questions=tuple(change(old.questions)))
    return _with_sections(survey, [changed if at == section else one for at, one in enumerate(survey.sections)])


def _with_sections(survey: Definition, sections: Iterable[Section]) -> Definition:
    return msgspec.structs.replace(survey, sections=tuple(sections))


def _swapped(things: Sequence[Any], one: int, other: int) -> list[Any]:
    made = list(things)
    made[one], made[other] = made[other], made[one]
    return made


def asked_before(survey: Definition, opened: str) -> dict[str, AnyItem]:
    """The questions that stand before a question, or up to the end of a section: what conditions can be about.

    Args:
        survey: the draft.
        opened: `question:key` or `section:key`.
    """
    found: dict[str, AnyItem] = {}
    for section in survey.sections:
        for item in section.questions:
            if opened == f"question:{item.key}":
                return found
            found[item.key] = item
        if opened == f"section:{section.key}":
            return found
    return found
