"""The steps a draft took, so that each can be undone and done again."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class Way(StrEnum):
    """Where a step leads."""

    BACK = "back"
    FORTH = "forth"


class SurveyDraftStep(Base):
    """The survey as it stood before a step, or as it stood before the step was undone."""

    __tablename__ = "survey_draft_step"
    __table_args__ = (Index("ix_survey_draft_step_in_order", "survey_id", "way", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"))
    way: Mapped[Way] = mapped_column(String(8))
    definition: Mapped[str] = mapped_column(Text)
    tab: Mapped[str] = mapped_column(String(40))
    """Of the window that took the step, as it calls itself; nobody is told of a change of their own."""
