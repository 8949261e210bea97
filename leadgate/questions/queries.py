"""Which questions are asked now."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select

from leadgate.foundation.db import session
from leadgate.questions.models import Question

_ASKED_NOW = (
    select(Question)
    .where(Question.asked_by == bindparam("asker"), Question.retired_at.is_(None))
    .order_by(Question.position)
)


def asked_by(asker: UUID) -> Sequence[Question]:
    """What a group or a survey asks now, in order."""
    return session().scalars(_ASKED_NOW, {"asker": asker}).all()


def replaced(asker: UUID) -> Sequence[Question]:
    """What a group or a survey has asked and asks no longer."""
    return session().scalars(select(Question).where(Question.asked_by == asker, Question.retired_at.is_not(None))).all()


def questions_with(ids: Sequence[UUID]) -> Sequence[Question]:
    """The questions of these ids, also those that are asked no longer."""
    return session().scalars(select(Question).where(Question.id.in_(ids))).all()
