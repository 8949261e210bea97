"""Copying: a row for each reader, a batch at a time.

Whoever is interrupted goes on behind the last one who has a copy; nobody gets two, whoever does it twice. What a letter
says of its readers is looked up here, before anything leaves: a letter that lacks it for one is sent to nobody.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, add_row, add_rows, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.sql.tables import row_of
from leadgate.letter_sending import audience, editions, readers
from leadgate.letter_sending.dry_run import lacking
from leadgate.letter_sending.hours import by_day
from leadgate.letter_sending.lane_models import LetterLane, ReaderZone
from leadgate.letter_sending.lanes import OTHERS, lanes_of
from leadgate.letter_sending.models import LetterCopy, LetterRun
from leadgate.letter_sending.types import CopyState, SendingState

AT_ONCE = 1_000
KEPT_FOR = timedelta(days=400)


@action
def copy_some(letter_id: UUID) -> bool:
    """Make the next copies of a letter, or let it leave once there are no more to make.

    Args:
        letter_id: which.

    Returns:
        Whether there may be more to make.
    """
    run = locked(LetterRun, letter_id)
    if run is None or run.state != SendingState.COPYING:
        return False
    rows = audience.found(run.chosen).reached_after(run.purpose_id, _last(letter_id), AT_ONCE)
    if not rows and run.copied == 0:
        run.state, run.ended_at = SendingState.DONE, clock.now()
        return False
    if not rows:
        run.state = SendingState.LACKING if run.lacking else SendingState.SENDING
        run.started_at = clock.now()
        return False
    ids = [row.id for row in rows]
    run.lacking += lacking(editions.composed(run.edition_id), ids)
    lanes, due = _lanes(letter_id, ids), _due(run, ids)
    add_rows(LetterCopy, (_copy(letter_id, one, lanes.get(one, OTHERS), due.get(one, clock.now())) for one in ids))
    run.copied += len(ids)
    return True


def _lanes(letter_id: UUID, people: Sequence[UUID]) -> dict[UUID, str]:
    known = set(session().scalars(select(LetterLane.lane).where(LetterLane.letter_id == letter_id)))
    found = lanes_of(readers.addresses(people), known)
    for lane in {*found.values()} - known:
        add_row(LetterLane, letter_id=letter_id, lane=lane)
    return found


def _due(run: LetterRun, people: Sequence[UUID]) -> dict[UUID, datetime]:
    """Until when copies wait for the day where their readers are; of who told no zone nothing is known."""
    if not run.in_own_hours:
        return {}
    told = select(ReaderZone.person_id, ReaderZone.zone).where(ReaderZone.person_id.in_(people))
    return {person: by_day(clock.now(), zone) for person, zone in session().execute(told)}


def _last(letter_id: UUID) -> UUID | None:
    """The last person who has a copy. It is looked up and kept nowhere else: it would stay when they are gone."""
    mine = select(LetterCopy.person_id).where(LetterCopy.letter_id == letter_id)
    return session().scalar(mine.order_by(LetterCopy.person_id.desc()).limit(1))


def _copy(letter_id: UUID, person_id: UUID, lane: str, due_at: datetime) -> Any:
    now = clock.now()
    return row_of(
        LetterCopy,
        id=new_id(),
        letter_id=letter_id,
        person_id=person_id,
        lane=lane,
        state=CopyState.WAITING,
        due_at=due_at,
        claim=None,
        claimed_until=None,
        tries=0,
        why=None,
        at=None,
        expires_at=now + KEPT_FOR,
    )
