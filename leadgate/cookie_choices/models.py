"""Tables of what visitors chose. No column is about a person: no address, no browser, no account, no moment."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.cookie_choices.types import How
from leadgate.foundation.sql.tables import Base

HASH_BYTES = 16
"""The first half of a SHA-256 of 128 random bits: nobody finds a second number for it."""


class CookieWording(Base):
    """A notice in one of its languages, by a small number: the row of a choice stays small with it."""

    __tablename__ = "cookie_wording"
    __table_args__ = (UniqueConstraint("notice_id", "language"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("cookie_site.id"))
    notice_id: Mapped[UUID] = mapped_column(ForeignKey("cookie_notice.id"))
    language: Mapped[str] = mapped_column(String(12))


class CookieBatch(Base):
    """The choices of an hour on one notice: leaves of one tree, whose root stands in one entry of the ledger."""

    __tablename__ = "cookie_batch"
    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("cookie_site.id"))
    notice_id: Mapped[UUID] = mapped_column(ForeignKey("cookie_notice.id"))
    day: Mapped[date] = mapped_column(index=True)
    size: Mapped[int]
    root: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """None while it is being closed."""
    chunks: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The roots of its whole chunks of 256 leaves, so that a proof reads no more than two of these."""
    entry: Mapped[UUID | None] = mapped_column(unique=True)
    """Of the ledger."""
    is_gone: Mapped[bool]
    """Whether its rows are over; its root stays."""


class CookieChoice(Base):
    """What somebody chose, by the hash of a number that only their own browser holds."""

    __tablename__ = "cookie_choice"
    __table_args__ = (Index("ix_cookie_choice_batch_position", "batch", "position"),)
    id: Mapped[bytes] = mapped_column(LargeBinary(HASH_BYTES), primary_key=True)
    wording: Mapped[int] = mapped_column(ForeignKey("cookie_wording.id"))
    allowed: Mapped[int] = mapped_column(SmallInteger)
    """A bit for each purpose that was asked, the first the lowest."""
    how: Mapped[How] = mapped_column(String(8))
    gpc: Mapped[bool]
    day: Mapped[date]
    """In UTC, as the script and the ledger count: a site has no time zone, and its visitors have all of them."""
    batch: Mapped[int | None]
    position: Mapped[int | None]
    """In the batch, by the hash: the order says nothing of who came first."""


class CookieCount(Base):
    """How many chose the same on a day: counted as a batch is closed, and kept when its rows are over."""

    __tablename__ = "cookie_count"
    wording: Mapped[int] = mapped_column(ForeignKey("cookie_wording.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    how: Mapped[How] = mapped_column(String(8), primary_key=True)
    gpc: Mapped[bool] = mapped_column(primary_key=True)
    allowed: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    count: Mapped[int]
