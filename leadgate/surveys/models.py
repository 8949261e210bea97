"""Surveys, their versions, and what people answered."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation import clock
from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import (
    A_COUNT,
    A_MOMENT,
    AN_ID,
    Holds,
    OfPerson,
    OnErasure,
    impersonal,
    personal,
)
from leadgate.foundation.sql.tables import Base
from leadgate.surveys.types import TO_FINISH, ResponseState

LEARNING = _("learning from you what you want and how it was")


class Survey(Base):
    """A survey by its address; what it asks stands in its versions."""

    __tablename__ = "survey"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    purpose_id: Mapped[UUID] = mapped_column(ForeignKey("purpose.id"))
    """Learning from the answers, which whoever answers agrees to."""
    quoting_id: Mapped[UUID] = mapped_column(ForeignKey("purpose.id"))
    """Showing words of theirs to others, which they may agree to as well."""
    special_id: Mapped[UUID] = mapped_column(ForeignKey("purpose.id"))
    """Keeping words of theirs about health, beliefs and the like, where the survey lets them choose to."""
    live: Mapped[int | None]
    """The version that is asked now; none before it is published."""
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    closing_set_at: Mapped[datetime | None]
    """When that was said: whoever was in the middle of it then could not know of it before."""
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    removals: Mapped[int]
    """How many finished responses went again; grows, so that no figure outlives what it was made of."""

    @property
    def ended_at(self) -> datetime | None:
        """When it was taken down or closed, never before somebody said so; None while it takes answers."""
        closed = max(self.closes_at, self.closing_set_at or self.closes_at) if self.closes_at else None
        ends = [at for at in (self.retired_at, closed) if at and at <= clock.now()]
        return min(ends, default=None)

    @property
    def finished_by(self) -> datetime | None:
        """Until when who began can go on, where it has ended."""
        return self.ended_at + TO_FINISH if self.ended_at else None

    @property
    def opens_later(self) -> bool:
        """Whether the moment from which it takes answers is still to come."""
        return self.opens_at is not None and self.opens_at > clock.now()

    @property
    def is_over(self) -> bool:
        """Whether nobody can begin to answer it any more."""
        return self.ended_at is not None

    @property
    def is_settled(self) -> bool:
        """Whether it takes no answers any more, also not of those who had begun."""
        return self.finished_by is not None and self.finished_by <= clock.now()


class SurveyVersion(Base):
    """What a survey asks, as one document; the newest that is not published is the draft."""

    __tablename__ = "survey_version"
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    definition: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
    published_at: Mapped[datetime | None]


class QuotaCount(Base):
    """How many finished responses a quota has counted."""

    __tablename__ = "survey_quota_count"
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(160), primary_key=True)
    count: Mapped[int]


class SurveyResponse(Base):
    """What one respondent answered.

    It hangs on the person where they are known, else on a key of its own that bears its own id. An anonymous one is
    never the person's: it bears a random id, days instead of moments, and once finished nobody can come back to it.
    """

    __tablename__ = "survey_response"
    __table_args__ = (
        UniqueConstraint("survey_id", "subject_id"),
        Index("ix_survey_response_finished", "survey_id", "state", "finished_at"),
        Index("ix_survey_response_in_order", "survey_id", "id"),  # a report reads them all, a batch after the other
    )
    __personal__ = OfPerson(
        subject="subject_id",
        erased=OnErasure.DELETED,
        kept_for=_("as long as stood on the survey; thirty days unfinished"),
        expires_by="expires_at",
        own_key=True,
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    subject_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, LEARNING, exported=False),
    )
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id"), info=personal(Holds.ACTIVITY, LEARNING))
    version: Mapped[int] = mapped_column(info=personal(Holds.ACTIVITY, LEARNING))
    state: Mapped[ResponseState] = mapped_column(String(12), info=personal(Holds.ACTIVITY, LEARNING))
    answers: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ANSWER, LEARNING))
    language: Mapped[str] = mapped_column(String(12), info=personal(Holds.CONTACT, LEARNING))
    source: Mapped[str] = mapped_column(String(80), info=impersonal("which campaign the survey was reached from"))
    seed: Mapped[int] = mapped_column(info=impersonal("the order of what is shuffled"))
    revision: Mapped[int] = mapped_column(info=impersonal(A_COUNT))
    """Grows with each page that is saved, so that two windows do not overwrite each other."""
    began_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, LEARNING))
    saved_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, LEARNING))
    finished_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, LEARNING))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))
    import_id: Mapped[UUID | None] = mapped_column(index=True, info=impersonal("with which import it came"))
    """None where it was answered here."""


class EndedResponse(Base):
    """That an anonymous response ended, by the id it had until then: pressed twice, its last page leads to the end.

    And that a response ended which began with a page, by the keyed hash of that page's seed (`cutting_loose.use_up`).
    Nothing leads from here to what was answered. It is kept as long as somebody could press again.
    """

    __tablename__ = "survey_ended_response"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    state: Mapped[ResponseState] = mapped_column(String(12))
    day: Mapped[datetime] = mapped_column(index=True)


class FollowUp(Base):
    """That people are asked some days after they did something."""

    __tablename__ = "survey_follow_up"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), index=True)
    occasion: Mapped[str] = mapped_column(String(20))
    place: Mapped[UUID | None]
    """One asset or group; any where there is none."""
    days: Mapped[int]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class FollowUpLetter(Base):
    """That somebody was asked to answer a survey, so that nobody is asked twice."""

    __tablename__ = "survey_follow_up_letter"
    __table_args__ = (UniqueConstraint("survey_id", "person_id"),)
    __personal__ = OfPerson(
        subject="person_id", erased=OnErasure.DELETED, kept_for=_("two years"), expires_by="expires_at"
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, LEARNING, exported=False),
    )
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id"), info=personal(Holds.ACTIVITY, LEARNING))
    follow_up_id: Mapped[UUID] = mapped_column(info=impersonal("which rule it came from"))
    at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, LEARNING))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))
