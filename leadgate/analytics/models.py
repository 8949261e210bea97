"""The table of what is counted."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.analytics.sources import LONGEST_ORIGIN
from leadgate.foundation.sql.tables import Base


class StepCount(Base):
    """So many times a step was reached on a day: counted without cookies and tied to nobody.

    What the steps are is for the room to say that counts; the asset or survey it counts for is named by its id alone.
    """

    __tablename__ = "step_count"
    __table_args__ = (Index("ix_step_count_subject_id_day", "subject_id", "day"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID]
    day: Mapped[date]
    step: Mapped[str] = mapped_column(String(12))
    source: Mapped[str] = mapped_column(String(LONGEST_ORIGIN))
    count: Mapped[int]


class StepQuarter(Base):
    """How often each step was reached on each day of a quarter that is settled, by whatever origin.

    These are the same counts in few rows. Up to the newest day kept of anything all days are here; what came later is
    counted from `StepCount`.
    """

    __tablename__ = "step_quarter"
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    began: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date] = mapped_column(index=True)
    """The last day that is kept."""
    counts: Mapped[dict[str, list[int]]] = mapped_column(JSON)
    """By step, a count for each day."""


class Campaign(Base):
    """A word of links, or a whole origin, that is counted by its name, however few come with it."""

    __tablename__ = "campaign"
    word: Mapped[str] = mapped_column(String(LONGEST_ORIGIN), primary_key=True)
    named_at: Mapped[datetime]


class CampaignSighting(Base):
    """That some visitor came with some word: both as keyed hashes, which name neither; counted and then let go of."""

    __tablename__ = "campaign_sighting"
    word_index: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    visitor_index: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
