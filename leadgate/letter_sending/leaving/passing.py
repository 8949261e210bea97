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
from leadgate.foundation.background.backing_off import pause_after
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import UNSUBSCRIBE
from leadgate.foundation.mail.signing import signed
from leadgate.leads.last_look import LastLook
from leadgate.letter_sending import editions, queries, relays, returning
from leadgate.letter_sending.actions import claiming, recording, throttling
from leadgate.letter_sending.actions.claiming import ClaimedCopy, CopiesClaimed
from leadgate.letter_sending.leaving.wire import AnswerLost, ServerAnswer, ServerAway, Wire
from leadgate.letter_sending.queries import RunKept
from leadgate.letter_sending.readers import KnownReader, readers
from leadgate.letter_sending.types import CopyState
from leadgate.letters.composing.message import Reader

log = logging.getLogger(__name__)
MOST_DAYS = timedelta(days=3)
"""After so long of "not now" a copy is given up."""
RECORDED_WITHIN = 600.0
"""Seconds in which a database that is away may come back; the worker sends nothing else meanwhile."""


class Wires:
    """A connection to each relay that is used, by its name."""

    def __init__(self) -> None:
        self._made: dict[str, Wire] = {}

    def to(self, relay: str) -> Wire:
        """The one to a relay."""
        return self._made.setdefault(relay, Wire(relays.address_of(relay)))

    def close(self) -> None:
        """End all of them."""
        for wire in self._made.values():
            wire.close()


def pass_on(worker: UUID, wires: Wires) -> bool:
    """Send the next few copies that may leave; what a server does not take now is held back with all on its way.

    Args:
        worker: as it calls itself.
        wires: its connections.

    Returns:
        Whether there were any.
    """
    claim = claiming.claim(worker)
    if claim is None:
        return False
    forget_what_was_read()
    try:
        if _pass_all(claim, worker, wires.to(claim.way.relay)):
            throttling.let_go(claim.way)
    except ServerAway as away:
        log.warning("a mail server takes no letters now: %s", type(away.__cause__).__name__)
        throttling.hold_back(claim.way.relay)
        recording.release(worker)
    return True


def _pass_all(claim: CopiesClaimed, worker: UUID, wire: Wire) -> bool:
    """Send copies until the server is busy; answers whether it never was."""
    run = queries.run(claim.copies[0].letter_id)
    known = readers([copy.person_id for copy in claim.copies])
    look = LastLook(run.purpose, queries.sends(run.letter_id))
    for copy in claim.copies:
        answer = _passed(copy, run, known.get(copy.person_id), look, worker, wire)
        if answer and answer.is_busy:
            throttling.hold_back(claim.way.names[-1])
            recording.release(worker)
            return False
    return True


def _passed(
    copy: ClaimedCopy, run: RunKept, reader: KnownReader | None, look: LastLook, worker: UUID, wire: Wire
) -> ServerAnswer | None:
    """Send a copy, if it still may leave, and note what was answered."""
    forget_what_was_read()
    if reader is None or not look.passes(copy.person_id):
        if not queries.is_under_way(run.letter_id):
            recording.release(worker)
            return None
        recording.record(copy, worker, CopyState.LEFT_OUT, run)
        return None
    try:
        answer = wire.send(returning.sender_of(copy.id), reader.address, _message(copy, run, reader))
    except AnswerLost:
        _until_noted(lambda: recording.doubt(copy, worker, clock.now() + throttling.FIRST_PAUSE))
        raise
    _until_noted(lambda: _note(copy, run, worker, answer))
    return answer


def _message(copy: ClaimedCopy, run: RunKept, reader: KnownReader) -> bytes:
    here, composed = installation(), editions.composed(run.edition_id)
    way_out = here.tokens.make(UNSUBSCRIBE, copy.person_id, run.purpose_id)
    filled = composed[editions.language_for(reader.language, composed)].filled(
        Reader(
            address=reader.address,
            values=reader.values,
            unsubscribe_url=f"{here.settings.base_url}/u/{way_out}",
            unsubscribe_mail=returning.way_out_of(copy.id),
            message_id=returning.token_of(copy.id),
            at=clock.now(),
        )
    )
    return signed(returning.mark_for(copy.id) + filled)


def _note(copy: ClaimedCopy, run: RunKept, worker: UUID, answer: ServerAnswer) -> None:
    if answer.why is None:
        recording.record(copy, worker, CopyState.SENT, run)
    elif answer.code < 500 and clock.now() - (run.started_at or clock.now()) < MOST_DAYS:
        pause = pause_after(copy.tries - 1, throttling.FIRST_PAUSE, throttling.LONGEST_PAUSE)
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
