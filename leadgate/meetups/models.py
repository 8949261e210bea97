"""Events of a group: when its members meet, and where."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class Event(Base):
    """A meeting, announced by a moderator; it says nothing about who comes."""

    __tablename__ = "group_event"
    __table_args__ = (Index("ix_group_event_next", "group_id", "begins_at"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"))
    title: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(300))
    """Where it is: an address, or a link."""
    about: Mapped[str] = mapped_column(Text)
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    version: Mapped[int]
    """Grows with every change, so that calendars take it (RFC 5545, section 3.8.7.4)."""
    changed_at: Mapped[datetime]
    called_off: Mapped[bool]
