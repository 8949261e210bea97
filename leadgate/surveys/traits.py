"""What surveys know of people that can be compared: choices, points and numbers of finished responses that are theirs.

Not words, nothing of anonymous surveys, nothing a respondent marked as sensitive, and no question whose own wording is
about health, belief, origin and the like (GDPR art. 9).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.vault import VaultKey
from leadgate.questions.kinds import (
    AnyItem,
    Choice,
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
from leadgate.questions.sensing import is_special
from leadgate.questions.traits import Teller, Told, Trait, declare
from leadgate.surveys import queries, sealed
from leadgate.surveys.models import ResponseState, Survey, SurveyResponse

YES, NO = "yes", "no"
Value = str | float


def _traits(language: str) -> list[Trait]:
    return [
        trait
        for survey, definition in queries.named_surveys()
        for item in definition.items.values()
        if not _is_special(item)
        for trait in _of_item(survey.id, item, language)
    ]


def _is_special(item: AnyItem) -> bool:
    """Whether the question itself is about what must not be compared."""
    return any(is_special(text) for words in item.texts() for text in words.values())


def _of_item(survey: UUID, item: AnyItem, language: str) -> Iterator[Trait]:
    name, label = _name(survey, item.key), said(item.label, language)
    match item:
        case OneChoice():
            words = _words(item.choices, language) | ({OTHER: _("something else")} if item.other else {})
            yield Trait(name, label, words)
        case SeveralChoices():
            for code, word in _words(item.choices, language).items():
                yield Trait(f"{name}:{code}", f"{label} – {word}", {YES: _("chosen"), NO: _("not chosen")})
        case Matrix():
            columns = _words(item.columns, language)
            for row in item.rows:
                yield Trait(f"{name}:{row.key}", f"{label} – {said(row.label, language)}", columns)
        case Number() | Recommending() | Satisfaction() | Effort() | Slider():
            yield Trait(name, label)


def _words(offered: Sequence[Choice], language: str) -> dict[str, Sentence]:
    return {one.key: said(one.label, language) for one in offered}


def _name(survey: UUID, key: str) -> str:
    return f"survey.{survey}.{key}"


def _tell(people: Sequence[UUID]) -> Iterator[Told]:
    items = {
        survey.id: {key: item for key, item in definition.items.items() if not _is_special(item)}
        for survey, definition in queries.named_surveys()
    }
    columns = (SurveyResponse.id, SurveyResponse.survey_id, SurveyResponse.subject_id, SurveyResponse.finished_at)
    finished = (
        select(*columns, SurveyResponse.answers, VaultKey.wrapped)
        .join(VaultKey, VaultKey.id == SurveyResponse.subject_id)
        .join(Survey, Survey.id == SurveyResponse.survey_id)
        .where(SurveyResponse.subject_id.in_(people), SurveyResponse.state == ResponseState.FINISHED)
    )
    for row in session().execute(finished):
        asked = items.get(row.survey_id, {})
        key = installation().vault.opened(row.subject_id, row.wrapped)
        held = sealed.from_text(key.open(SurveyResponse.answers, row.id, row.answers))
        for name, value in _values(asked, held.plain):
            yield Told(row.subject_id, f"survey.{row.survey_id}.{name}", value, row.finished_at)


def _values(asked: Mapping[str, AnyItem], answers: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    for key, value in answers.items():
        if item := asked.get(key):
            yield from _of_answer(item, value)


def _of_answer(item: AnyItem, value: Any) -> Iterator[tuple[str, Value]]:
    match item:
        case OneChoice() if item.codes(value):
            yield item.key, next(iter(item.codes(value)))
        case SeveralChoices():
            chosen = item.codes(value)
            yield from ((f"{item.key}:{one.key}", YES if one.key in chosen else NO) for one in item.choices)
        case Matrix() if isinstance(value, dict):
            yield from ((f"{item.key}:{row}", str(column)) for row, column in value.items())
        case Number() | Recommending() | Satisfaction() | Effort() | Slider() if isinstance(value, int | float):
            yield item.key, float(value)


declare(Teller(_traits, _tell))
