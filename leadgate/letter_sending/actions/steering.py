"""Steering: a letter on its way pauses, goes on, or stops for good; at most one more copy a worker leaves then."""

from uuid import UUID

from sqlalchemy import delete, update

from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, after_commit, session
from leadgate.foundation.installation import installation
from leadgate.letter_sending.errors import NotUnderWay
from leadgate.letter_sending.lane_models import LetterLane
from leadgate.letter_sending.models import LetterCopy, LetterRun
from leadgate.letter_sending.types import CopyState, SendingState

BEFORE = (SendingState.APPROVAL, SendingState.COPYING, SendingState.LACKING)
"""Nothing has left yet."""


@action
def pause(letter_id: UUID, *, by: UUID | None = None) -> None:
    """Let nothing more of a letter leave for now. Twice is once.

    Args:
        letter_id: which.
        by: the staff account.

    Raises:
        NotUnderWay: it is not being sent.
    """
    run = _under_way(letter_id)
    if run.state == SendingState.SENDING:
        run.state = SendingState.PAUSED
        audit.record("letter:pause", actor=by, subject=letter_id)


@action
def go_on(letter_id: UUID, *, by: UUID | None = None) -> None:
    """Let a letter that pauses leave again. Twice is once.

    Args:
        letter_id: which.
        by: the staff account.

    Raises:
        NotUnderWay: it is not being sent.
    """
    run = _under_way(letter_id)
    if run.state == SendingState.PAUSED:
        run.state = SendingState.SENDING
        audit.record("letter:go-on", actor=by, subject=letter_id)
        after_commit(installation().wake_workers)


@action
def stop(letter_id: UUID, *, by: UUID | None = None) -> None:
    """Let nothing more of a letter leave, ever.

    Args:
        letter_id: which.
        by: the staff account.

    Raises:
        NotUnderWay: it is not being sent.
    """
    run = _under_way(letter_id)
    run.state, run.ended_at = SendingState.STOPPED, clock.now()
    waits = (LetterCopy.letter_id == letter_id, LetterCopy.state == CopyState.WAITING)
    stopped = update(LetterCopy).where(*waits).values(state=CopyState.STOPPED, at=clock.now())
    session().execute(stopped.execution_options(synchronize_session=False))
    session().execute(delete(LetterLane).where(LetterLane.letter_id == letter_id))
    audit.record("letter:stop", actor=by, subject=letter_id)


@action
def take_back(letter_id: UUID, *, by: UUID | None = None) -> None:
    """Take back a letter of which nothing has left, so that it can be written on.

    Args:
        letter_id: which.
        by: the staff account.

    Raises:
        NotUnderWay: it is not being sent, or something of it may have left.
    """
    run = _under_way(letter_id)
    if run.state not in BEFORE:
        raise NotUnderWay
    session().execute(delete(LetterCopy).where(LetterCopy.letter_id == letter_id))
    session().delete(run)
    audit.record("letter:take-back", actor=by, subject=letter_id)


def _under_way(letter_id: UUID) -> LetterRun:
    run = locked(LetterRun, letter_id)
    if run is None or SendingState(run.state).is_over:
        raise NotUnderWay
    return run
