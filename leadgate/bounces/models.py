"""What came back of letters: kept as evidence for half a year, under the reader's own key."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.bounces.types import HeardBy, ReturnedKind
from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.mail.answers import Undelivered
from leadgate.foundation.privacy.register import (
    A_MOMENT,
    AN_ID,
    STAFF,
    Holds,
    OfPerson,
    OnErasure,
    impersonal,
    personal,
)
from leadgate.foundation.sql.tables import Base

WHY = _("writing to no mailbox that takes nothing, and to nobody who calls it spam")


class LetterReturned(Base):
    """A letter came back, or its reader complained: why, as their mail server said it, and whether that was undone."""

    __tablename__ = "letter_returned"
    __table_args__ = (
        UniqueConstraint("letter_id", "person_id", "kind"),
        Index("ix_letter_returned_person_id_at", "person_id", "at"),
    )
    __personal__ = OfPerson(
        subject="person_id", erased=OnErasure.DELETED, kept_for=_("half a year"), expires_by="expires_at"
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"), info=personal(Holds.IDENTIFIER, WHY, exported=False)
    )
    letter_id: Mapped[UUID] = mapped_column(info=impersonal(AN_ID))
    kind: Mapped[ReturnedKind] = mapped_column(String(12), info=personal(Holds.ACTIVITY, WHY))
    why: Mapped[Undelivered] = mapped_column(String(12), info=personal(Holds.ACTIVITY, WHY))
    status: Mapped[str] = mapped_column(String(12), info=personal(Holds.ACTIVITY, WHY))
    said: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ACTIVITY, WHY))
    heard_by: Mapped[HeardBy] = mapped_column(String(12), info=impersonal("the way it came back"))
    at: Mapped[datetime] = mapped_column(index=True, info=personal(Holds.ACTIVITY, WHY))
    suppressed: Mapped[bool] = mapped_column(info=personal(Holds.ACTIVITY, WHY))
    """Whether the address is written to no more because of it."""
    undone_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, WHY))
    undone_by: Mapped[UUID | None] = mapped_column(info=impersonal(STAFF))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))


class UnreachableReader(Base):
    """Somebody whose mailbox takes no letters any more; counts until they do something again."""

    __tablename__ = "letter_unreachable"
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("as long as the person is known"))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        primary_key=True,
        info=personal(Holds.IDENTIFIER, WHY, exported=False),
    )
    since: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, WHY))


class ReturnedCount(Base):
    """How often what came back of a letter: counted in the act, and so still there when its readers are gone."""

    __tablename__ = "letter_returned_count"
    letter_id: Mapped[UUID] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(12), primary_key=True)
    """A `ReturnedKind`, or of a bounce an `Undelivered`."""
    count: Mapped[int]


class MailboxSeen(Base):
    """A message in the mailbox of bounces that is none of ours: it stays there, and is not read again."""

    __tablename__ = "bounce_mailbox_seen"
    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    """A digest of what the mailbox calls it."""
