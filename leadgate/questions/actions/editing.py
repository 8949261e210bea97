"""Editing what is asked: a question that stays the same stays; a changed one is retired and asked anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.questions import queries
from leadgate.questions.models import Question
from leadgate.questions.types import QuestionKind


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """One question as somebody wants it asked."""

    label: str
    why: str
    kind: QuestionKind = QuestionKind.TEXT
    required: bool = True
    choices: tuple[str, ...] = ()


@action
def ask(asker: UUID, wanted: Sequence[QuestionDraft]) -> bool:
    """Ask exactly these questions from now on.

    Args:
        asker: the id of what asks: a group.
        wanted: all of them, in their order.

    Returns:
        Whether that changed anything but their order.
    """
    standing = {_wording(question): question for question in queries.asked_by(asker)}
    changed = set(standing) != set(wanted)
    for position, one in enumerate(wanted):
        if kept := standing.pop(one, None):
            session().get_one(Question, kept.id).position = position
        else:
            session().add(_new(asker, one, position))
    for gone in standing.values():
        session().get_one(Question, gone.id).retired_at = clock.now()
    return changed


def _new(asker: UUID, one: QuestionDraft, position: int) -> Question:
    return Question(
        id=new_id(),
        asked_by=asker,
        position=position,
        kind=one.kind,
        label=one.label,
        why=one.why,
        required=one.required,
        choices=list(one.choices),
        made_at=clock.now(),
        retired_at=None,
    )


def _wording(question: Question) -> QuestionDraft:
    choices = tuple(question.choices)
    return QuestionDraft(question.label, question.why, QuestionKind(question.kind), question.required, choices)
