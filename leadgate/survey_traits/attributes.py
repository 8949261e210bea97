"""What surveys know of people that can be compared: choices, points and numbers of finished responses that are theirs.

Not words, nothing of anonymous surveys, nothing a respondent marked as sensitive, and no question whose own wording is
about health, belief, origin and the like (GDPR art. 9).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from msgspec import json

from leadgate.attributes.attributes import Attribute, AttributeSource, KnownAttributes
from leadgate.pii_detection.special import is_special
from leadgate.questionnaires.definition import Definition
from leadgate.questions.kinds import (
    AnyItem,
    Choice,
    ConstantSum,
    Effort,
    Matrix,
    Number,
    OneChoice,
    Recommending,
    Satisfaction,
    SeveralChoices,
    Slider,
    said,
)
from leadgate.questions.kinds.choice import OTHER
from leadgate.questions.kinds.item import Sentence
from leadgate.surveys import queries
from leadgate.surveys.responses import finished_by
from leadgate.surveys.sealed import UnreadResponse
from leadgate.surveys.types import SurveyRow

YES, NO = "yes", "no"
Value = str | float


def _traits(language: str) -> list[Attribute]:
    return [
        trait
        for survey, definition in queries.named_surveys()
        for item in definition.items.values()
        if not _is_special(item)
        for trait in _of_item(survey.id, item, language)
    ]


def _is_special(item: AnyItem) -> bool:
    """Whether the question itself is about what must not be compared."""
    return _are_special(tuple(text for words in item.texts() for text in words.values()))


@lru_cache(maxsize=4_096)  # the same words are the same thing for good
def _are_special(texts: tuple[str, ...]) -> bool:
    return any(is_special(text) for text in texts)


def _of_item(survey: UUID, item: AnyItem, language: str) -> Iterator[Attribute]:  # noqa: C901 - a kind each
    name, label = _name(survey, item.key), said(item.label, language)
    match item:
        case OneChoice():
            words = _words(item.choices, language) | ({OTHER: _("something else")} if item.other else {})
            yield Attribute(name, label, words)
        case SeveralChoices():
            for code, word in _words(item.choices, language).items():
                yield Attribute(f"{name}:{code}", f"{label} – {word}", {YES: _("chosen"), NO: _("not chosen")})
        case Matrix():
            columns = _words(item.columns, language)
            for row in item.rows:
                yield Attribute(f"{name}:{row.key}", f"{label} – {said(row.label, language)}", columns)
        case ConstantSum():
            for code, word in _words(item.choices, language).items():
                yield Attribute(f"{name}:{code}", f"{label} – {word}")
        case Number() | Recommending() | Satisfaction() | Effort() | Slider():
            yield Attribute(name, label)


def _words(offered: Sequence[Choice], language: str) -> dict[str, Sentence]:
    return {one.key: said(one.label, language) for one in offered}


def _name(survey: UUID, key: str) -> str:
    return f"survey.{survey}.{key}"


def _tell(people: Sequence[UUID], names: Collection[str]) -> Iterator[KnownAttributes]:
    asked = {
        survey.id: found
        for survey, definition in queries.named_surveys()
        if (found := _asked(survey, definition, names))
    }
    reading = _Reading()
    for row, held in finished_by(people, asked):
        yield KnownAttributes(row.subject_id, row.finished_at, reading.values(asked[row.survey_id], held))


def _asked(survey: SurveyRow, definition: Definition, names: Collection[str]) -> dict[str, tuple[AnyItem, str]]:
    """The questions of a survey some of whose attributes are wanted, each with the name its attributes begin with."""
    prefixes = {one.partition(":")[0] for one in names}
    found = {key: (item, _name(survey.id, key)) for key, item in definition.items.items()}
    return {key: both for key, both in found.items() if both[1] in prefixes and not _is_special(both[0])}


class _Reading:
    """Answers as attributes; most are given by many, and each different one is read once."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, bytes], dict[str, Value]] = {}

    def values(self, asked: Mapping[str, tuple[AnyItem, str]], held: UnreadResponse) -> dict[str, Value]:
        """What was answered, by the names of the attributes, but what is sensitive."""
        found: dict[str, Value] = {}
        for key, (item, name) in asked.items():
            if key in held.answers and key not in held.special:
                found |= self._values_of(item, name, bytes(held.answers[key]))
        return found

    def _values_of(self, item: AnyItem, name: str, written: bytes) -> dict[str, Value]:
        place = (name, written)
        if place not in self._read:
            answer = _of_answer(item, json.decode(written))
            self._read[place] = {f"{name}{part}": value for part, value in answer}
        return self._read[place]


def _of_answer(item: AnyItem, value: Any) -> Iterator[tuple[str, Value]]:
    """What an answer says, and after what part of the question."""
    match item:
        case OneChoice() if item.codes(value):
            yield "", next(iter(item.codes(value)))
        case SeveralChoices():
            chosen = item.codes(value)
            yield from ((f":{one.key}", YES if one.key in chosen else NO) for one in item.choices)
        case Matrix() if isinstance(value, dict):
            yield from ((f":{row}", str(column)) for row, column in value.items())
        case ConstantSum() if isinstance(value, dict):
            yield from ((f":{thing}", float(number)) for thing, number in value.items())
        case Number() | Recommending() | Satisfaction() | Effort() | Slider() if isinstance(value, int | float):
            yield "", float(value)


ATTRIBUTES = AttributeSource(_traits, _tell)
