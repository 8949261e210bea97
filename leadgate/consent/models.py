"""Purposes, their immutable notices, and where each person stands now."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, Boolean, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.consent.types import Need
from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, personal
from leadgate.foundation.sql.tables import Base
from leadgate.ledger.types import ConsentEvent

WHY = _("doing what the person agreed to, and nothing else")


class Purpose(Base):
    """One thing the controller wants to do with data."""

    __tablename__ = "purpose"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    need: Mapped[Need] = mapped_column(String(10))
    shares: Mapped[bool] = mapped_column(Boolean)
    """Whether it hands data to others or sells it: not offered where the browser sends Global Privacy Control."""
    sends: Mapped[bool] = mapped_column(Boolean)
    """Whether letters are sent for it, which can come less often; sharing and comparing send none."""
    belongs_to: Mapped[UUID | None]
    """The group it is about; such a purpose is offered there and shown to those who answered it, and nowhere else."""
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class Notice(Base):
    """The exact wording of a purpose in one language; database triggers refuse to change it."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("purpose_id", "language", "version"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    purpose_id: Mapped[UUID] = mapped_column(ForeignKey("purpose.id"))
    language: Mapped[str] = mapped_column(String(12))
    version: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    """All that is shown below the title, whom it names as recipients included."""
    recipients: Mapped[str] = mapped_column(String(1000))
    """Whom data goes to for it, as its text names them; empty where it names nobody."""
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    published_at: Mapped[datetime]


class ConsentState(Base):
    """Where one person stands on one purpose: the last word of the ledger, at hand for the moment of sending."""

    __tablename__ = "consent_state"
    # How many stand where is read from the index alone, however many there are.
    __table_args__ = (Index("ix_consent_state_purpose_id_state", "purpose_id", "state"),)
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("as long as the person is known"))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        primary_key=True,
        info=personal(Holds.IDENTIFIER, WHY, exported=False),
    )
    purpose_id: Mapped[UUID] = mapped_column(
        ForeignKey("purpose.id"), primary_key=True, info=personal(Holds.CONSENT, WHY)
    )
    state: Mapped[ConsentEvent] = mapped_column(String(12), info=personal(Holds.CONSENT, WHY))
    since: Mapped[datetime] = mapped_column(index=True, info=personal(Holds.CONSENT, WHY))
    entry: Mapped[UUID] = mapped_column(info=personal(Holds.CONSENT, WHY))


class Pace(Base):
    """How often, at most, a person wants letters for one purpose, and until when they want none."""

    __tablename__ = "consent_pace"
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("as long as the person is known"))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        primary_key=True,
        info=personal(Holds.IDENTIFIER, WHY, exported=False),
    )
    purpose_id: Mapped[UUID] = mapped_column(
        ForeignKey("purpose.id"), primary_key=True, info=personal(Holds.CONSENT, WHY)
    )
    every_days: Mapped[int] = mapped_column(info=personal(Holds.CONSENT, WHY))
    paused_until: Mapped[datetime | None] = mapped_column(info=personal(Holds.CONSENT, WHY))
    last_sent_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, WHY))


class ConsentPreference(Base):
    """That a person was asked what they want more or less of, and what they said; it was done at once."""

    __tablename__ = "consent_preference"
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("as long as the person is known"))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        primary_key=True,
        info=personal(Holds.IDENTIFIER, WHY, exported=False),
    )
    wishes: Mapped[dict[str, str]] = mapped_column(JSON, info=personal(Holds.CONSENT, WHY))
    at: Mapped[datetime] = mapped_column(info=personal(Holds.CONSENT, WHY))
