"""Pictures of answers."""

from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class SurveyPicture(Base):
    """A picture beside an answer to choose, small enough for a page; known by what is in it."""

    __tablename__ = "survey_picture"
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
