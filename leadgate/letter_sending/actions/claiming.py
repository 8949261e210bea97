"""Claiming: copies are taken for a while by one worker, who alone may send them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import shuffle
from uuid import UUID

from sqlalchemy import and_, delete, func, or_, select, update

from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked_rows
from leadgate.foundation.db import action, session
from leadgate.letter_sending import relays
from leadgate.letter_sending.actions import throttling
from leadgate.letter_sending.actions.throttling import SendingWay
from leadgate.letter_sending.lane_models import LetterLane
from leadgate.letter_sending.models import LetterCopy, LetterRun
from leadgate.letter_sending.types import CopyState, SendingState

AT_ONCE = 20
LEASE = timedelta(minutes=2)
OPEN = (CopyState.WAITING, CopyState.CLAIMED)


@dataclass(frozen=True, slots=True)
class ClaimedCopy:
    """A copy this worker may send: whose, of what, and how often it was tried."""

    id: UUID
    letter_id: UUID
    person_id: UUID
    tries: int


@dataclass(frozen=True, slots=True)
class CopiesClaimed:
    """Copies of one letter that leave on one way now."""

    way: SendingWay
    copies: Sequence[ClaimedCopy]


@action
def claim(worker: UUID) -> CopiesClaimed | None:
    """Take the next copies that are due, on a way that is free.

    Args:
        worker: who takes them, as it calls itself.

    Returns:
        Few at a time; None where nothing may leave now.
    """
    _take_back()
    lanes = _open_lanes()
    shuffle(lanes)  # workers beside each other begin with different ones
    return next(filter(None, (_claimed(worker, letter_id, way) for letter_id, way in lanes)), None)


def _open_lanes() -> list[tuple[UUID, SendingWay]]:
    """Lanes of letters that are sent now, without those whose way is held back."""
    several = select(LetterLane.letter_id, LetterLane.lane, LetterRun.purpose_id).join(LetterRun)
    rows = session().execute(several.where(LetterRun.state == SendingState.SENDING)).all()
    ways = [(letter_id, SendingWay(relays.relay_of(purpose_id), lane)) for letter_id, lane, purpose_id in rows]
    held = throttling.held_back()
    return [(letter_id, way) for letter_id, way in ways if held.isdisjoint(way.names)]


def _claimed(worker: UUID, letter_id: UUID, way: SendingWay) -> CopiesClaimed | None:
    mine = (LetterCopy.letter_id == letter_id, LetterCopy.lane == way.lane)
    due = (LetterCopy.state == CopyState.WAITING, LetterCopy.due_at <= clock.now())
    found = locked_rows(select(LetterCopy).where(*mine, *due).limit(AT_ONCE), skip=True)
    if not found:
        _close_empty(letter_id, way.lane)
        return None
    taken = found[: throttling.reserve(way, len(found))]
    for copy in taken:
        copy.state, copy.claim, copy.claimed_until = CopyState.CLAIMED, worker, clock.now() + LEASE
        copy.tries += 1
    copies = [ClaimedCopy(copy.id, copy.letter_id, copy.person_id, copy.tries) for copy in taken]
    return CopiesClaimed(way, copies) if copies else None


def _close_empty(letter_id: UUID, lane: str) -> None:
    """Look no more where nothing of a letter waits any more."""
    mine = (LetterCopy.letter_id == letter_id, LetterCopy.lane == lane, LetterCopy.state.in_(OPEN))
    if session().scalar(select(LetterCopy.id).where(*mine).limit(1)) is None:
        session().execute(delete(LetterLane).where(LetterLane.letter_id == letter_id, LetterLane.lane == lane))


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
    waits = select(LetterCopy.id).where(LetterCopy.letter_id == LetterRun.letter_id, LetterCopy.state.in_(OPEN))
    over = (LetterRun.state == SendingState.SENDING, ~waits.exists())
    session().execute(
        update(LetterRun)
        .where(*over)
        .values(state=SendingState.DONE, ended_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def is_anything_to_do() -> bool:
    """Whether copies are to be made, or one may leave."""
    begins = (LetterRun.state == SendingState.COPYING, LetterRun.begins_at <= clock.now())
    at_work = select(LetterRun.letter_id).where(or_(LetterRun.state == SendingState.SENDING, and_(*begins)))
    return session().scalar(at_work.limit(1)) is not None


def free_from() -> datetime | None:
    """When the next way is free that is held back now, while letters wait for one; None where none is."""
    under_way = select(LetterRun.letter_id).where(LetterRun.state == SendingState.SENDING).limit(1)
    return throttling.first_free() if session().scalar(under_way) else None
