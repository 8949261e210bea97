"""The tables of letters about leads: nothing in them is about one person."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class NotificationChoice(Base):
    """When a member of staff hears of the leads of an asset; gone with the account."""

    __tablename__ = "lead_notification_choice"
    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_account.id", ondelete="CASCADE"), primary_key=True)
    asset_id: Mapped[UUID] = mapped_column(primary_key=True)
    pace: Mapped[str] = mapped_column(String(8))


class NotifiedOf(Base):
    """What whoever hears at once was told of a day already, and when."""

    __tablename__ = "lead_notification_told"
    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_account.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime]
    since: Mapped[datetime | None]
    """Who came later is named by the next letter, where letters name anybody."""
    day: Mapped[date]
    counts: Mapped[list[Any]] = mapped_column(JSON)
    """`[day, asset, step, origin, count]` each."""


class NewsLetter(Base):
    """What one letter tells, until it is old."""

    __tablename__ = "lead_notification_letter"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_account.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime] = mapped_column(index=True)
    since: Mapped[datetime | None]
    until: Mapped[datetime | None]
    """Who came between these is named, where letters name anybody; who that is stands here nowhere."""
    looked_at: Mapped[datetime | None]
    """When it was put on the record that whoever gets it sees them."""
    news: Mapped[list[Any]] = mapped_column(JSON)
    """`[day, asset, step, origin, count]` each."""
