"""Claiming: copies are taken for a while by one worker, who alone may send them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, update

from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked_rows
from leadgate.foundation.db import action, session
from leadgate.letter_sending.models import LetterCopy, LetterRun
from leadgate.letter_sending.types import CopyState, SendingState

AT_ONCE = 20
LEASE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class ClaimedCopy:
    """A copy this worker may send: whose, of what, for what, and how often it was tried."""

    id: UUID
    letter_id: UUID
    person_id: UUID
    tries: int


@action
def claim(worker: UUID) -> Sequence[ClaimedCopy]:
    """Take the next copies that are due.

    Args:
        worker: who takes them, as it calls itself.

    Returns:
        Of one letter, few at a time; none where nothing is due.
    """
    _take_back()
    sending = select(LetterRun.letter_id).where(LetterRun.state == SendingState.SENDING)
    due = (LetterCopy.state == CopyState.WAITING, LetterCopy.due_at <= clock.now())
    first = select(LetterCopy.letter_id).where(LetterCopy.letter_id.in_(sending), *due).limit(1)
    letter = session().scalar(first)
    if letter is None:
        return ()
    few = select(LetterCopy).where(LetterCopy.letter_id == letter, *due).limit(AT_ONCE)
    taken = locked_rows(few, skip=True)
    for copy in taken:
        copy.state, copy.claim, copy.claimed_until = CopyState.CLAIMED, worker, clock.now() + LEASE
        copy.tries += 1
    return [ClaimedCopy(copy.id, copy.letter_id, copy.person_id, copy.tries) for copy in taken]


def _take_back() -> None:
    """What a worker had that is gone goes again. One of these may have left, and nobody knows which: a doubt."""
    lost = (LetterCopy.state == CopyState.CLAIMED, LetterCopy.claimed_until < clock.now())
    several = select(LetterCopy.letter_id, func.count(LetterCopy.claim.distinct())).where(*lost)
    for letter, claims in session().execute(several.group_by(LetterCopy.letter_id)).all():
        more = {"doubts": LetterRun.doubts + claims}
        session().execute(update(LetterRun).where(LetterRun.letter_id == letter).values(more))
    free = {"state": CopyState.WAITING, "claim": None, "claimed_until": None}
    session().execute(update(LetterCopy).where(*lost).values(free).execution_options(synchronize_session=False))


@action
def finish_empty() -> None:
    """End the sending of letters of which no copy waits any more."""
    open_ = (CopyState.WAITING, CopyState.CLAIMED)
    waits = select(LetterCopy.id).where(LetterCopy.letter_id == LetterRun.letter_id, LetterCopy.state.in_(open_))
    over = (LetterRun.state == SendingState.SENDING, ~waits.exists())
    session().execute(
        update(LetterRun)
        .where(*over)
        .values(state=SendingState.DONE, ended_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def is_anything_to_do() -> bool:
    """Whether copies are to be made, or one is due."""
    at_work = select(LetterRun.letter_id).where(LetterRun.state.in_((SendingState.COPYING, SendingState.SENDING)))
    return session().scalar(at_work.limit(1)) is not None
