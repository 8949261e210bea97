"""Letters, what they say in each language while they are written, and what they said once they were sent."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class LetterDraft(Base):
    """A letter of the controller's to those who said yes to a purpose."""

    __tablename__ = "letter"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    """Its name in addresses and on the command line."""
    name: Mapped[str] = mapped_column(String(200))
    """What staff call it; nobody else reads it."""
    purpose_id: Mapped[UUID] = mapped_column(ForeignKey("purpose.id"))
    changes: Mapped[int]
    """How often it was changed: who writes it in two windows is told."""
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]


class LetterWords(Base):
    """What a letter says in one language, as it is being written."""

    __tablename__ = "letter_words"
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[str] = mapped_column(String(12), primary_key=True)
    wording: Mapped[str] = mapped_column(Text)
    """A `LetterWording` as JSON."""
    edited_at: Mapped[datetime]
    edited_by: Mapped[UUID | None]


class LetterPicture(Base):
    """A picture of letters, drawn anew; known by what is in it, and shown for as long as letters stand in mailboxes."""

    __tablename__ = "letter_picture"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    ending: Mapped[str] = mapped_column(String(4))
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]


class LetterEdition(Base):
    """What a letter said when it was sent, in all its languages; database triggers refuse to change it."""

    __tablename__ = "letter_edition"
    __table_args__ = (UniqueConstraint("letter_id", "number"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id"))
    number: Mapped[int]
    document: Mapped[str] = mapped_column(Text)
    """By language a `LetterWording`, as JSON."""
    sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    made_by: Mapped[UUID | None]
