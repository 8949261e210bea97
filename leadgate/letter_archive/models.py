"""Letters everybody may read on the site."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class ArchivedLetter(Base):
    """That a letter that was sent stands on the site."""

    __tablename__ = "letter_archived"
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter_run.letter_id"), primary_key=True)
    at: Mapped[datetime]
    by: Mapped[UUID | None]
