"""The sending of a letter, each reader's copy of it, and what was counted."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.mail.answers import Undelivered
from leadgate.foundation.privacy.register import A_MOMENT, AN_ID, Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.letter_sending.types import CopyState, SendingState

WHY = _("sending each letter once, and to nobody who does not agree")


class LetterRun(Base):
    """That a letter is sent: what of it, to whom, and how far it is. A letter is sent once."""

    __tablename__ = "letter_run"
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id"), primary_key=True)
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("letter_edition.id"))
    purpose_id: Mapped[UUID] = mapped_column(ForeignKey("purpose.id"))
    purpose: Mapped[str] = mapped_column(String(80))
    """The purpose's slug."""
    chosen: Mapped[str] = mapped_column(String(2000))
    """Who was chosen, as the address of the list of leads says it; empty for all who agree."""
    state: Mapped[SendingState] = mapped_column(String(10), index=True)
    copied: Mapped[int]
    lacking: Mapped[int]
    """Of so many readers something is not known that the letter says and has no other words for."""
    doubts: Mapped[int]
    """So often a worker ended while a copy was leaving: nobody knows whether the server has it, and it goes again."""
    expected: Mapped[int]
    """Readers, as they were counted when it was asked for."""
    in_own_hours: Mapped[bool]
    """Whether who told a time zone gets it by day there."""
    asked_by: Mapped[UUID | None]
    asked_at: Mapped[datetime]
    approved_by: Mapped[UUID | None]
    begins_at: Mapped[datetime] = mapped_column(index=True)
    """Copies are made from then on."""
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class LetterCopy(Base):
    """One person's copy of a letter: made before anything leaves, and the only thing that is ever sent."""

    __tablename__ = "letter_copy"
    __table_args__ = (
        UniqueConstraint("letter_id", "person_id"),
        Index("ix_letter_copy_to_send", "letter_id", "lane", "state", "due_at"),
    )
    __personal__ = OfPerson(
        subject="person_id", erased=OnErasure.DELETED, kept_for=_("400 days"), expires_by="expires_at"
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter_run.letter_id"), info=impersonal(AN_ID))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, WHY, exported=False),
    )
    lane: Mapped[str] = mapped_column(String(64), info=personal(Holds.ACTIVITY, WHY, exported=False))
    """Where it goes to, of many: the receiving domain; empty where few of a letter go to one."""
    state: Mapped[CopyState] = mapped_column(String(10), info=personal(Holds.ACTIVITY, WHY))
    due_at: Mapped[datetime] = mapped_column(info=impersonal(A_MOMENT))
    claim: Mapped[UUID | None] = mapped_column(info=impersonal("the worker that has it now"))
    claimed_until: Mapped[datetime | None] = mapped_column(index=True, info=impersonal(A_MOMENT))
    tries: Mapped[int] = mapped_column(info=impersonal("a count"))
    why: Mapped[Undelivered | None] = mapped_column(String(12), info=personal(Holds.ACTIVITY, WHY))
    at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, WHY))
    """When it left, or was left out."""
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))


class LetterCount(Base):
    """How many copies of a letter ended how: counted in the act, and so still there when their readers are gone."""

    __tablename__ = "letter_count"
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter_run.letter_id"), primary_key=True)
    what: Mapped[str] = mapped_column(String(12), primary_key=True)
    """A `CopyState`, or for what was refused a `Undelivered`."""
    shard: Mapped[int] = mapped_column(primary_key=True)
    """Several workers count beside each other."""
    count: Mapped[int]
