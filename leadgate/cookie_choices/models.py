"""Tables of what visitors chose. No column of a choice is about a person: no address, browser, account, or moment.

Only a receipt that somebody adds to their own page is theirs, and says nothing in the tables of choices.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.cookie_choices.types import How
from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import A_MOMENT, AN_ID, Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.foundation.words import text as _

KEEPING = _("keeping for you what you chose on another site of ours, because you asked")
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
    # Rows stand by their hash, so that no file says in which order they came.
    __table_args__ = (Index("ix_cookie_choice_batch_position", "batch", "position"), {"sqlite_with_rowid": False})
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


class CookieReceipt(Base):
    """The receipt of a choice that somebody presented while signed in: theirs from then on, and sealed."""

    __tablename__ = "cookie_receipt"
    __personal__ = OfPerson(
        subject="person_id", erased=OnErasure.DELETED, kept_for=_("thirteen months"), expires_by="expires_at"
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, KEEPING, exported=False),
    )
    receipt: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.CONSENT, KEEPING))
    """The document as it is handed out."""
    added_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))
