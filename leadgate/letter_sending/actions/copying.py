"""Copying: a row for each reader, a batch at a time.

Whoever is interrupted goes on behind the last one who has a copy; nobody gets two, whoever does it twice. What a letter
says of its readers is looked up here, before anything leaves: a letter that lacks it for one is sent to nobody.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, add_rows, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.sql.tables import row_of
from leadgate.letter_sending import audience, editions, readers
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
    if not rows:
        run.state = SendingState.LACKING if run.lacking else SendingState.SENDING
        run.started_at = clock.now()
        return False
    run.lacking += _lacking(run.edition_id, [row.id for row in rows])
    add_rows(LetterCopy, (_copy(letter_id, row.id) for row in rows))
    run.copied += len(rows)
    return True


def _last(letter_id: UUID) -> UUID | None:
    """The last person who has a copy. It is looked up and kept nowhere else: it would stay when they are gone."""
    mine = select(LetterCopy.person_id).where(LetterCopy.letter_id == letter_id)
    return session().scalar(mine.order_by(LetterCopy.person_id.desc()).limit(1))


def _copy(letter_id: UUID, person_id: UUID) -> Any:
    now = clock.now()
    return row_of(
        LetterCopy,
        id=new_id(),
        letter_id=letter_id,
        person_id=person_id,
        state=CopyState.WAITING,
        due_at=now,
        claim=None,
        claimed_until=None,
        tries=0,
        why=None,
        at=None,
        expires_at=now + KEPT_FOR,
    )


def _lacking(edition_id: UUID, people: Sequence[UUID]) -> int:
    """Of how many something is not known that the letter says, in the language they would read it in."""
    composed = editions.composed(edition_id)
    if not any(one.needs for one in composed.values()):
        return 0
    known = readers.readers(people)
    return sum(
        any(not one.values.get(name) for name in composed[editions.language_for(one.language, composed)].needs)
        for one in known.values()
    )
