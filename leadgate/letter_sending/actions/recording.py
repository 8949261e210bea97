"""Recording what became of a copy: once, by the worker that has it, with its count in the same commit."""

import os
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, update
from sqlalchemy.dialects import postgresql, sqlite

from leadgate.foundation import clock
from leadgate.foundation.db import action, database, session
from leadgate.foundation.db import run as run_now
from leadgate.foundation.events import LetterSent, tell
from leadgate.foundation.mail.answers import Undelivered
from leadgate.foundation.utc import UtcDateTime
from leadgate.letter_sending.actions.claiming import ClaimedCopy
from leadgate.letter_sending.events import LetterRefused
from leadgate.letter_sending.models import LetterCopy, LetterCount, LetterRun
from leadgate.letter_sending.queries import RunKept
from leadgate.letter_sending.types import CopyState

SHARDS = 8


@action
def record(
    copy: ClaimedCopy, worker: UUID, state: CopyState, run: RunKept, *, why: Undelivered | None = None, said: str = ""
) -> bool:
    """Note how a copy ended.

    Args:
        copy: which.
        worker: who had it.
        state: how it ended.
        run: its letter's: a person's pace is counted from what left for its purpose.
        why, said: of a refusal, and what the server said.

    Returns:
        Whether it was noted: not where its reader is gone, or somebody else has it by now.
    """
    if not _change(copy, worker, state, why_not=why, ended_at=clock.now()):
        return False
    _count(copy.letter_id, why or state)
    if state is CopyState.SENT:
        tell(LetterSent(copy.person_id, run.purpose))
    if why is not None:
        tell(LetterRefused(copy.person_id, copy.letter_id, run.purpose_id, why, said))
    return True


@action
def postpone(copy: ClaimedCopy, worker: UUID, until: datetime) -> None:
    """Let a copy wait.

    Args:
        copy: which.
        worker: who had it.
        until: when it is tried again, in UTC.
    """
    _change(copy, worker, CopyState.WAITING, due=until)


@action
def doubt(copy: ClaimedCopy, worker: UUID, until: datetime) -> None:
    """Let a copy go again of which nobody knows whether it has left: it may leave twice, and that is counted.

    Args:
        copy: which.
        worker: who had it.
        until: when it is tried again, in UTC.
    """
    if _change(copy, worker, CopyState.WAITING, due=until):
        more = update(LetterRun).where(LetterRun.letter_id == copy.letter_id).values(doubts=LetterRun.doubts + 1)
        session().execute(more.execution_options(synchronize_session=False))


@action
def release(worker: UUID) -> None:
    """Let go of what a worker has and has not begun to send."""
    mine = update(LetterCopy).where(LetterCopy.claim == worker, LetterCopy.state == CopyState.CLAIMED)
    free = {"state": CopyState.WAITING, "claim": None, "claimed_until": None, "tries": LetterCopy.tries - 1}
    session().execute(mine.values(free).execution_options(synchronize_session=False))


def _change(copy: ClaimedCopy, worker: UUID, state: CopyState, **values: object) -> bool:
    now = {"due": None, "why_not": None, "ended_at": None} | values
    return bool(run_now(_AFTER, {"copy": copy.id, "worker": worker, "now": state, **now}).rowcount)


_AFTER = (
    update(LetterCopy)
    .where(
        LetterCopy.id == bindparam("copy"),
        LetterCopy.claim == bindparam("worker"),
        LetterCopy.state == CopyState.CLAIMED,
    )
    .values(
        state=bindparam("now"),
        due_at=func.coalesce(bindparam("due", type_=UtcDateTime()), LetterCopy.due_at),
        why=bindparam("why_not"),
        at=bindparam("ended_at"),
        claim=None,
        claimed_until=None,
    )
)


def _count(letter_id: UUID, what: str) -> None:
    shard = os.getpid() % SHARDS
    run_now(_one_more(is_sqlite=database().is_sqlite), {"letter_id": letter_id, "what": what, "shard": shard})


@cache
def _one_more(*, is_sqlite: bool) -> Any:
    insert: Any = sqlite.insert if is_sqlite else postgresql.insert
    keys = [LetterCount.letter_id, LetterCount.what, LetterCount.shard]
    row = insert(LetterCount).values(**{one.key: bindparam(one.key) for one in keys}, count=1)
    return row.on_conflict_do_update(index_elements=keys, set_={"count": LetterCount.count + 1})
