"""How often somebody ended a letter's purpose after it: counted in the act, of nobody in particular."""

from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class LetterEndedCount(Base):
    """How many ended the purpose of a letter after it had left to them, by the way they did."""

    __tablename__ = "letter_ended_count"
    letter_id: Mapped[UUID] = mapped_column(primary_key=True)
    method: Mapped[str] = mapped_column(String(40), primary_key=True)
    count: Mapped[int]
