"""What the officer chose, what the sweeps did, what is to come, and who was told beforehand."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _

WARNING = _("telling people before their data goes")


class RetentionChoice(Base):
    """How long the officer wants one kind of data kept, since when and why; the newest counts."""

    __tablename__ = "retention_choice"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(100), index=True)
    days: Mapped[int]
    reason: Mapped[str] = mapped_column(String(300))
    by: Mapped[UUID | None]
    at: Mapped[datetime]


class SweepState(Words):
    """Where a sweep of one rule is."""

    RUNNING = "running", _("running")
    WAITING = "waiting", _("waits for you")
    """It would take more than its cap: a human has to look."""
    DONE = "done", _("done")


class Sweep(Base):
    """One sweep of one rule: what it found, how far it is, and who lets it go beyond its cap."""

    __tablename__ = "retention_sweep"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(100), index=True)
    as_of: Mapped[datetime]
    state: Mapped[SweepState] = mapped_column(String(12))
    started_at: Mapped[datetime]
    moved_at: Mapped[datetime] = mapped_column(index=True)
    taken: Mapped[int]
    approved_by: Mapped[UUID | None]
    approved_at: Mapped[datetime | None]


class Forecast(Base):
    """How many rows of one rule will have gone by a day, as things stand."""

    __tablename__ = "retention_forecast"
    rule: Mapped[str] = mapped_column(String(100), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    rows: Mapped[int]
    computed_at: Mapped[datetime]


class Warned(Base):
    """That a person was told what will end, and when, unless they say otherwise."""

    __tablename__ = "retention_warning"
    __personal__ = OfPerson(
        subject="person_id", erased=OnErasure.DELETED, kept_for=_("until what it announced has happened")
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal("a random id"))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, WARNING, exported=False),
    )
    rule: Mapped[str] = mapped_column(String(100), info=personal(Holds.ACTIVITY, WARNING))
    since: Mapped[datetime] = mapped_column(info=impersonal("the start the announced end was counted from"))
    sent_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, WARNING))
