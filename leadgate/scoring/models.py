"""What a good lead is, how like the good ones each is who agrees to be compared, and what was bought."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import A_MOMENT, AN_ID, Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _

WHY = _("finding out who is like those we could help most")


class Stage(Words):
    """How far the work on a goal is."""

    WAITING = "waiting", _("The workers will begin within a minute")
    READING = "reading", _("Reading what people told")
    LEARNING = "learning", _("Learning, and checking what was learnt")
    SCORING = "scoring", _("Working out a figure for each person")
    DONE = "done", _("Done")
    TOO_FEW = "too-few", _("Too few so far")


class Goal(Base):
    """What makes somebody a good lead: something they do within some days, foretold from what was known before."""

    __tablename__ = "profile_goal"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    occasion: Mapped[str] = mapped_column(String(20))
    place: Mapped[UUID | None]
    """One asset, group or survey; any where there is none."""
    known_days: Mapped[int]
    """What was known so many days after somebody came is what is looked at."""
    within_days: Mapped[int]
    traits: Mapped[list[str]] = mapped_column(JSON)
    """The names of the traits that are looked at."""
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    stage: Mapped[Stage] = mapped_column(String(12))
    stage_at: Mapped[datetime]
    """When the work was last seen to go on."""
    done: Mapped[int]
    total: Mapped[int]
    scored_to: Mapped[UUID | None]
    """The last person that was scored; work that was cut short goes on after them."""
    removals: Mapped[int]
    """How many went who were part of the figures; grows, so that no figure outlives what it was made of."""
    made_of: Mapped[int]
    """The removals there were when the figures were made."""
    learnt_at: Mapped[datetime | None]
    learnt: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    figures: Mapped[str | None] = mapped_column(Text)


class Score(Base):
    """How like the good leads one person is, and why."""

    __tablename__ = "profile_score"
    __table_args__ = (
        UniqueConstraint("goal_id", "person_id"),
        Index("ix_profile_score_tenth", "goal_id", "tenth"),
    )
    __personal__ = OfPerson(
        subject="person_id", erased=OnErasure.DELETED, kept_for=_("thirty days"), expires_by="expires_at"
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"), index=True, info=personal(Holds.IDENTIFIER, WHY, exported=False)
    )
    goal_id: Mapped[UUID] = mapped_column(
        ForeignKey("profile_goal.id", ondelete="CASCADE"), info=personal(Holds.ACTIVITY, WHY)
    )
    tenth: Mapped[int] = mapped_column(info=personal(Holds.ACTIVITY, WHY))
    """1 for the tenth of all that is most like them."""
    facts: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ACTIVITY, WHY))
    """The chance, and what each field adds to it."""
    made_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, WHY))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))


class Purchase(Base):
    """That somebody who agrees to be compared bought something, as a list from a shop says."""

    __tablename__ = "profile_purchase"
    __table_args__ = (UniqueConstraint("person_id", "at"),)
    __personal__ = OfPerson(
        subject="person_id", erased=OnErasure.DELETED, kept_for=_("two years"), expires_by="expires_at"
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"), info=personal(Holds.IDENTIFIER, WHY, exported=False)
    )
    at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, WHY))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))


class MotivationReport(Base):
    """Which motivations of an asset convert, as the workers counted last; it holds no figure of fewer than five."""

    __tablename__ = "profile_motivation_report"
    asset_id: Mapped[UUID] = mapped_column(ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True)
    wanted_at: Mapped[datetime]
    made_at: Mapped[datetime | None]
    body: Mapped[str | None] = mapped_column(Text)
