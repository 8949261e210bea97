"""How fast letters leave, to whom: lanes, what holds them back, relays by purpose, and people's own hours."""

from datetime import date, datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, personal
from leadgate.foundation.sql.tables import Base

WHY = _("sending letters by day, where you are")


class LetterLane(Base):
    """A receiving domain many copies of a letter go to; the empty one has all others."""

    __tablename__ = "letter_lane"
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter_run.letter_id", ondelete="CASCADE"), primary_key=True)
    lane: Mapped[str] = mapped_column(String(64), primary_key=True)


class Throttle(Base):
    """What holds letters back on one way: from when on the next may leave, by the pace or after trouble.

    A way is a relay, or a relay and the receiving domain behind it. It is locked by whoever reserves, so that several
    workers together keep one pace.
    """

    __tablename__ = "letter_throttle"
    way: Mapped[str] = mapped_column(String(128), primary_key=True)
    free_at: Mapped[datetime] = mapped_column(index=True)
    troubles: Mapped[int]
    """So often in a row it said "not now"."""
    day: Mapped[date]
    left: Mapped[int]
    """So many letters left that day, in UTC."""


class PurposeRelay(Base):
    """By which relay the letters of a purpose leave; without a row by the usual mail server."""

    __tablename__ = "purpose_relay"
    purpose_id: Mapped[UUID] = mapped_column(ForeignKey("purpose.id"), primary_key=True)
    relay: Mapped[str] = mapped_column(String(40))


class ReaderZone(Base):
    """The time zone somebody told, to get letters by day; never guessed."""

    __tablename__ = "reader_zone"
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("as long as the person is known"))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        primary_key=True,
        info=personal(Holds.IDENTIFIER, WHY, exported=False),
    )
    zone: Mapped[str] = mapped_column(String(64), info=personal(Holds.ANSWER, WHY))
