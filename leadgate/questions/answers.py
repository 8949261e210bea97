"""Answers as they are sealed: each with the wording it answers, so that it makes sense when the question has gone."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from leadgate.questions.types import QuestionRow


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered to one question."""

    question: UUID
    label: str
    text: str


def given(questions: Iterable[QuestionRow], texts: Mapping[str, str]) -> list[Answer]:
    """The answers somebody typed, of those asked; what was left empty is left out."""
    return [Answer(one.id, one.label, texts[field_name(one.id)]) for one in questions if texts.get(field_name(one.id))]


def field_name(question: UUID) -> str:
    """By which a question's field is known in a form."""
    return f"question_{question.hex}"


def as_text(answers: Iterable[Answer]) -> str:
    """As they are sealed."""
    return json.dumps([[one.question.hex, one.label, one.text] for one in answers], ensure_ascii=False)


def read(text: str) -> list[Answer]:
    """As they were given."""
    return [Answer(UUID(question), label, answer) for question, label, answer in json.loads(text)]
