"""Noting how a run goes: begun by one worker alone, how far it is, and how it ended."""

from typing import Any
from uuid import UUID

from sqlalchemy import update

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.runs.models import LongRun

MOST_WORDS = 1_000


@action
def begin(run_id: UUID) -> bool:
    """Take a run up, which only one does; False where somebody has."""
    free = update(LongRun).where(LongRun.id == run_id, LongRun.begun_at.is_(None))
    now = clock.now()
    return bool(session().execute(free.values(begun_at=now, heard_at=now)).rowcount)  # type: ignore[attr-defined]


@action
def note_progress(run_id: UUID, done: int, total: int) -> None:
    """Note how far a run is.

    Args:
        run_id: which.
        done: how much is done.
        total: how much there is to do; 0 where nobody knows.
    """
    _change(run_id, done=done, total=total, heard_at=clock.now())


@action
def end_well(run_id: UUID, result: dict[str, Any]) -> None:
    """Note that a run is done.

    Args:
        run_id: which.
        result: what came of it, as JSON.
    """
    _change(run_id, result=result, ended_at=clock.now())


@action
def end_badly(run_id: UUID, trouble: str) -> None:
    """Note that a run failed.

    Args:
        run_id: which.
        trouble: why, as a sentence; is cut where it is long.
    """
    _change(run_id, trouble=trouble[:MOST_WORDS], ended_at=clock.now())


@action
def take(run_id: UUID) -> bool:
    """Note that what a run made is taken away, which happens once; False where it was."""
    still = update(LongRun).where(LongRun.id == run_id, LongRun.taken_at.is_(None))
    return bool(session().execute(still.values(taken_at=clock.now())).rowcount)  # type: ignore[attr-defined]


def _change(run_id: UUID, **values: Any) -> None:
    session().execute(update(LongRun).where(LongRun.id == run_id, LongRun.ended_at.is_(None)).values(**values))
