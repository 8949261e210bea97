"""Runs: who asked for what when, how far it is, and what came of it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation import clock
from leadgate.foundation.sql.tables import Base
from leadgate.runs.types import RunState

LOST_AFTER = timedelta(minutes=10)
"""So long nothing was heard of it: whoever worked it is gone, as nobody else takes it up."""


class LongRun(Base):
    """One run; about no person."""

    __tablename__ = "long_run"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), index=True)
    about: Mapped[str] = mapped_column(String(200))
    by: Mapped[UUID | None]
    language: Mapped[str] = mapped_column(String(12))
    """In which it says what came of it: that of whoever asked."""
    asked_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    heard_at: Mapped[datetime | None]
    """When it said last how far it is."""
    ended_at: Mapped[datetime | None]
    done: Mapped[int]
    total: Mapped[int]
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    trouble: Mapped[str | None] = mapped_column(String(1000))
    """Why it failed, as a sentence."""
    taken_at: Mapped[datetime | None]
    """When what it made was taken away."""

    @property
    def state(self) -> RunState:
        """How it stands now."""
        if self.ended_at:
            return RunState.FAILED if self.trouble else RunState.DONE
        if (self.heard_at or self.asked_at) < clock.now() - LOST_AFTER:
            return RunState.LOST
        return RunState.AT_WORK if self.begun_at else RunState.WAITING

    @property
    def is_open(self) -> bool:
        """Whether it waits, or is at work."""
        return self.state in (RunState.WAITING, RunState.AT_WORK)
