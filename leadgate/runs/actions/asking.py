"""Asking for a run."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.db import action, add_row, session, take_turn
from leadgate.foundation.ids import new_id
from leadgate.runs import queries
from leadgate.runs.errors import RunUnderWay
from leadgate.runs.models import LongRun

KEPT_FOR = timedelta(days=90)


@action
def ask(kind: str, about: str = "", *, language: str, by: UUID | None) -> UUID:
    """Have a worker do something that takes long; of one kind there is one at a time.

    Args:
        kind: which; a room's manifest names what does it (`runs`).
        about: what it is about; empty where it is about everything.
        language: in which it says what came of it.
        by: the account that asks; None where the clock does.

    Returns:
        The run's id.

    Raises:
        RunUnderWay: one of this kind waits, or is at work.
    """
    take_turn()
    last = queries.newest(kind)
    if last and last.is_open:
        raise RunUnderWay
    new = new_id()
    add_row(
        LongRun,
        id=new,
        kind=kind,
        about=about,
        by=by,
        language=language,
        asked_at=clock.now(),
        begun_at=None,
        heard_at=None,
        ended_at=None,
        done=0,
        total=0,
        result=None,
        trouble=None,
        taken_at=None,
    )
    outbox.add_new("runs.begin", {"run": new}, key=f"runs.begin/{new}")
    audit.record(f"{kind}:ask", actor=by, subject=new)
    return new


@action
def forget_old() -> None:
    """Forget what was asked for long ago; the staff's record keeps that it was."""
    session().execute(delete(LongRun).where(LongRun.asked_at < clock.now() - KEPT_FOR))
