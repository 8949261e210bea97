"""Passing copies on: each is asked about once more right before it leaves, and noted right after.

Between the mail server's yes and our note lies the one moment in which a copy can leave twice: a worker that ends there
leaves it claimed, and it goes again with the same `Message-ID`. Nothing else sends a copy twice, and nothing loses one.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import UNSUBSCRIBE
from leadgate.letter_sending import editions, queries, returning
from leadgate.letter_sending.actions import claiming, recording
from leadgate.letter_sending.actions.claiming import ClaimedCopy
from leadgate.letter_sending.leaving.wire import ServerAnswer, ServerAway, Wire
from leadgate.letter_sending.queries import RunKept
from leadgate.letter_sending.readers import KnownReader, readers
from leadgate.letter_sending.types import CopyState
from leadgate.letters.composing.message import Reader

log = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
MOST_DAYS = timedelta(days=3)
"""After so long of "not now" a copy is given up."""
RECORDED_WITHIN = 600.0
"""Seconds in which a database that is away may come back; the worker sends nothing else meanwhile."""


def pass_on(worker: UUID, wire: Wire) -> bool:
    """Send the next few copies that are due.

    Args:
        worker: as it calls itself.
        wire: its connection.

    Returns:
        Whether there were any.

    Raises:
        ServerAway: the mail server takes nothing now; what was not sent is let go of.
    """
    copies = claiming.claim(worker)
    if not copies:
        return False
    forget_what_was_read()
    run = queries.run(copies[0].letter_id)
    known = readers([copy.person_id for copy in copies])
    try:
        for copy in copies:
            _pass(copy, run, known.get(copy.person_id), worker, wire)
    except ServerAway:
        recording.release(worker)
        raise
    return True


def _pass(copy: ClaimedCopy, run: RunKept, reader: KnownReader | None, worker: UUID, wire: Wire) -> None:
    forget_what_was_read()
    if not queries.is_under_way(run.letter_id):
        recording.release(worker)
        return
    if reader is None or not queries.may_have(run.purpose_id, run.purpose, copy.person_id):
        recording.record(copy, worker, CopyState.LEFT_OUT, run)
        return
    answer = wire.send(returning.sender_of(copy.id), reader.address, _message(copy, run, reader))
    _until_noted(lambda: _note(copy, run, worker, answer))


def _message(copy: ClaimedCopy, run: RunKept, reader: KnownReader) -> bytes:
    here, composed = installation(), editions.composed(run.edition_id)
    way_out = here.tokens.make(UNSUBSCRIBE, copy.person_id, run.purpose_id)
    return composed[editions.language_for(reader.language, composed)].filled(
        Reader(
            address=reader.address,
            values=reader.values,
            unsubscribe_url=f"{here.settings.base_url}/u/{way_out}",
            unsubscribe_mail=returning.way_out_of(copy.id),
            message_id=returning.token_of(copy.id),
            at=clock.now(),
        )
    )


def _note(copy: ClaimedCopy, run: RunKept, worker: UUID, answer: ServerAnswer) -> None:
    if answer.why is None:
        recording.record(copy, worker, CopyState.SENT, run)
    elif answer.code < 500 and clock.now() - (run.started_at or clock.now()) < MOST_DAYS:
        pause = min(FIRST_PAUSE * 2 ** min(copy.tries - 1, 10), LONGEST_PAUSE)
        recording.postpone(copy, worker, clock.now() + pause)
    else:
        recording.record(copy, worker, CopyState.REFUSED, run, why=answer.why, said=answer.said)


def _until_noted(note: Callable[[], None]) -> None:
    """Note what left, however long the database is away: what is not noted leaves twice."""
    ends = time.monotonic() + RECORDED_WITHIN
    while True:
        try:
            note()
        except SQLAlchemyError:
            if time.monotonic() > ends:
                raise
            log.warning("a letter left and the database is away; nothing else leaves until that is noted")
            time.sleep(1)
        else:
            return
