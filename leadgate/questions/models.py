"""Questions as they are asked. One that changes is retired and asked anew, so what was answered keeps its wording."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base
from leadgate.questions.types import QuestionKind


class Question(Base):
    """One question, with the reason that stands beside it."""

    __tablename__ = "question"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    asked_by: Mapped[UUID] = mapped_column(index=True)
    """What asks it: a group, a survey."""
    position: Mapped[int]
    kind: Mapped[QuestionKind] = mapped_column(String(10))
    label: Mapped[str] = mapped_column(String(300))
    why: Mapped[str] = mapped_column(String(300))
    required: Mapped[bool]
    choices: Mapped[list[str]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
