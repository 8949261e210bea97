"""The figures of surveys as the workers worked them out, and the true shares they are weighted by."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base

LEARNING = _("learning from you what you want and how it was")


class SurveyMargin(Base):
    """How the answers to a question are really spread, among those one wants to speak about."""

    __tablename__ = "survey_margin"
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    shares: Mapped[dict[str, float]] = mapped_column(JSON)


class SurveyReport(Base):
    """The figures of a survey, of a part of those who answered, or a table, as the workers worked them out last.

    Nothing in it points at one person: it holds no figure that fewer than five stand behind.
    """

    __tablename__ = "survey_report"
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), primary_key=True)
    part: Mapped[str] = mapped_column(String(500), primary_key=True)
    """Empty for all; else what somebody asked for, by the name it has in `survey_analysis.parts`."""
    wanted_at: Mapped[datetime]
    made_at: Mapped[datetime | None]
    finished: Mapped[int]
    """How many it counts."""
    removals: Mapped[int]
    version: Mapped[int]
    body: Mapped[str | None] = mapped_column(Text)


class SurveyCohort(Base):
    """Whom the figures of a survey count, and how many came or went when it was looked last.

    Marks stand for responses, made with a salt of the survey's own: of a response that is gone they say nothing.
    """

    __tablename__ = "survey_cohort"
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), primary_key=True)
    finished: Mapped[int]
    """How many had finished when it was looked."""
    removals: Mapped[int]
    """The survey's, then."""
    came: Mapped[int]
    """How many of those are not counted yet."""
    went: Mapped[int]
    """How many are counted and there no more."""
    left_out: Mapped[int]
    """How many were left out by lot, with others who went."""
    held: Mapped[str] = mapped_column(Text)
    """The set itself, as `cohort.Cohort.plain` writes it."""
