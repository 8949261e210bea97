"""Which questions are asked now."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.questions.models import Question


def asked_by(asker: UUID) -> Sequence[Question]:
    """What a group or a survey asks now, in order."""
    now = select(Question).where(Question.asked_by == asker, Question.retired_at.is_(None))
    return session().scalars(now.order_by(Question.position)).all()
