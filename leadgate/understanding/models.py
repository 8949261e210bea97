"""The tables of figures, which point at nobody and stay when people go."""

from datetime import date
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class CohortFigure(Base):
    """How many of those who first downloaded in a month did something since: a multiple of five."""

    __tablename__ = "cohort_figure"
    month: Mapped[date] = mapped_column(primary_key=True)
    """Its first day, here."""
    step: Mapped[str] = mapped_column(String(12), primary_key=True)
    count: Mapped[int]


class CohortConsent(Base):
    """How many of those who first downloaded in a month may be written to now for a purpose: a multiple of five."""

    __tablename__ = "cohort_consent"
    month: Mapped[date] = mapped_column(primary_key=True)
    """Its first day, here."""
    purpose_id: Mapped[UUID] = mapped_column(primary_key=True)
    count: Mapped[int]


class ConsentCounted(Base):
    """Since which day ends of consent are counted as they happen; no row where that was so from the beginning.

    What was counted stands where steps of visits stand (`analytics`): so often on a day, and tied to nobody.
    """

    __tablename__ = "consent_counted"
    since: Mapped[date] = mapped_column(primary_key=True)
