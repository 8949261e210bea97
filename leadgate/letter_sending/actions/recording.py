"""Recording what became of a copy: once, by the worker that has it, with its count in the same commit."""

import os
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.foundation.events import LetterSent, tell
from leadgate.foundation.mail.answers import Undelivered
from leadgate.letter_sending.actions.claiming import ClaimedCopy
from leadgate.letter_sending.events import LetterRefused
from leadgate.letter_sending.models import LetterCopy, LetterCount
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
    ended = {"state": state, "why": why, "at": clock.now(), "claim": None, "claimed_until": None}
    if not _change(copy, worker, **ended):
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
    _change(copy, worker, state=CopyState.WAITING, due_at=until, claim=None, claimed_until=None)


@action
def release(worker: UUID) -> None:
    """Let go of what a worker has and has not begun to send."""
    mine = update(LetterCopy).where(LetterCopy.claim == worker, LetterCopy.state == CopyState.CLAIMED)
    free = {"state": CopyState.WAITING, "claim": None, "claimed_until": None, "tries": LetterCopy.tries - 1}
    session().execute(mine.values(free).execution_options(synchronize_session=False))


def _change(copy: ClaimedCopy, worker: UUID, **values: object) -> bool:
    mine = update(LetterCopy).where(
        LetterCopy.id == copy.id, LetterCopy.claim == worker, LetterCopy.state == CopyState.CLAIMED
    )
    done = session().execute(mine.values(values).execution_options(synchronize_session=False))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def _count(letter_id: UUID, what: str) -> None:
    row = upsert(LetterCount).values(letter_id=letter_id, what=what, shard=os.getpid() % SHARDS, count=1)
    keys = [LetterCount.letter_id, LetterCount.what, LetterCount.shard]
    session().execute(row.on_conflict_do_update(index_elements=keys, set_={"count": LetterCount.count + 1}))
