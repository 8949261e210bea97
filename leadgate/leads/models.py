"""What is kept beside people who are leads: how far one is with them, tags, notes, how they came; and segments."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
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
from leadgate.leads.types import LeadStatus

KEEPING_TRACK = _("knowing how far we are with whom")
_COUNTS = text("ended_at is null")


class StatusOfLead(Base):
    """How far one was with somebody from when until when; the one that has no end counts."""

    __tablename__ = "lead_status"
    __table_args__ = (
        Index(
            *("uq_lead_status_current", "person_id"),
            unique=True,
            sqlite_where=_COUNTS,
            postgresql_where=_COUNTS,
        ),
        Index("ix_lead_status_status", "status", "person_id"),
    )
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("as long as the person is known"))
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, KEEPING_TRACK, exported=False),
    )
    status: Mapped[LeadStatus] = mapped_column(String(12), info=personal(Holds.ACTIVITY, KEEPING_TRACK))
    since: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING_TRACK))
    ended_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING_TRACK))
    by: Mapped[UUID] = mapped_column(info=impersonal(STAFF))


class LeadTag(Base):
    """A word people are sorted by."""

    __tablename__ = "lead_tag"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    folded: Mapped[str] = mapped_column(String(80), unique=True)
    """By which two that differ in capitals alone are one."""


class LeadTagging(Base):
    """That somebody has a tag."""

    __tablename__ = "lead_tagging"
    __table_args__ = (Index("ix_lead_tagging_tag_id_person_id", "tag_id", "person_id"),)
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("as long as the person is known"))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        primary_key=True,
        info=personal(Holds.IDENTIFIER, KEEPING_TRACK, exported=False),
    )
    tag_id: Mapped[UUID] = mapped_column(
        ForeignKey("lead_tag.id", ondelete="CASCADE"),
        primary_key=True,
        info=personal(Holds.ACTIVITY, KEEPING_TRACK),
    )
    at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING_TRACK))
    by: Mapped[UUID] = mapped_column(info=impersonal(STAFF))


class LeadNote(Base):
    """What one of the staff wrote about somebody for the others; part of that person's data."""

    __tablename__ = "lead_note"
    __personal__ = OfPerson(
        subject="person_id", erased=OnErasure.DELETED, kept_for=_("two years"), expires_by="expires_at"
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, KEEPING_TRACK, exported=False),
    )
    text: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ANSWER, KEEPING_TRACK))
    at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING_TRACK))
    by: Mapped[UUID] = mapped_column(info=impersonal(STAFF))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))


class LeadOrigin(Base):
    """With which word of links somebody came to an asset, and why they said they did; as keyed hashes to compare.

    Both lie sealed in the grant; without their hashes, choosing by them would be opening every grant there is.
    """

    __tablename__ = "lead_origin"
    __table_args__ = (
        Index("ix_lead_origin_source_index", "source_index", "person_id"),
        Index("ix_lead_origin_reason_index", "reason_index", "person_id"),
    )
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("as long as the grant"))
    grant_id: Mapped[UUID] = mapped_column(
        ForeignKey("asset_grant.id", ondelete="CASCADE"), primary_key=True, info=impersonal(AN_ID)
    )
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, KEEPING_TRACK, exported=False),
    )
    source_index: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), info=personal(Holds.ACTIVITY, KEEPING_TRACK, exported=False)
    )
    reason_index: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), info=personal(Holds.ANSWER, KEEPING_TRACK, exported=False)
    )


class Segment(Base):
    """What was chosen, under a name: who fits it is found when somebody asks."""

    __tablename__ = "lead_segment"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    chosen: Mapped[str] = mapped_column(String(2000))
    """As the address of the list says it."""
    by: Mapped[UUID]
    made_at: Mapped[datetime]
