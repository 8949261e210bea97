"""The steps a letter took, so that each can be undone and done again."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base
from leadgate.letter_editor.types import LetterWay


class LetterStep(Base):
    """A letter as it stood before a step, or as it stood before the step was undone."""

    __tablename__ = "letter_step"
    __table_args__ = (Index("ix_letter_step_in_order", "letter_id", "way", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id", ondelete="CASCADE"))
    way: Mapped[LetterWay] = mapped_column(String(8))
    document: Mapped[str] = mapped_column(Text)
    """By language a `LetterWording`, as JSON."""
    tab: Mapped[str] = mapped_column(String(40))
    """Of the window that took the step, as it calls itself; nobody is told of a change of their own."""
