"""The table of cohorts: figures, which point at nobody and stay when people go."""

from datetime import date

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
