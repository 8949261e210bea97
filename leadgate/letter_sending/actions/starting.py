"""Starting: what a letter says is kept for good, and each reader gets a copy before anything leaves."""

from uuid import UUID

from leadgate.consent import queries as consent
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, add_row, after_commit, session
from leadgate.foundation.installation import installation
from leadgate.letter_sending import audience
from leadgate.letter_sending.errors import NobodyToSendTo, SentAlready
from leadgate.letter_sending.models import LetterRun
from leadgate.letter_sending.types import SendingState
from leadgate.letters import queries as letters
from leadgate.letters.actions.writing import freeze
from leadgate.letters.errors import NoSuchLetter


@action
def start(letter_id: UUID, chosen: str = "", *, by: UUID | None = None) -> None:
    """Begin to send a letter.

    Args:
        letter_id: which.
        chosen: who of those who agree gets it, as the address of the list of leads says it; all of them when empty.
        by: the staff account; None for the command line.

    Raises:
        NoSuchLetter: there is none.
        SentAlready: it is sent, or on its way.
        SaysNothing: it says nothing in any language.
        NobodyToSendTo: nobody who was chosen may be written to.
        UnknownField, BrokenField, FieldInAddress: what it says cannot be composed.
    """
    letter = letters.letter(letter_id)
    if letter is None:
        raise NoSuchLetter
    if session().get(LetterRun, letter_id):
        raise SentAlready
    if not audience.found(chosen).reached_after(letter.purpose_id, None, 1):
        raise NobodyToSendTo
    add_row(
        LetterRun,
        letter_id=letter_id,
        edition_id=freeze(letter_id, by=by),
        purpose_id=letter.purpose_id,
        purpose=consent.offers_of([letter.purpose_id], "")[letter.purpose_id].slug,
        chosen=chosen,
        state=SendingState.COPYING,
        copied=0,
        lacking=0,
        doubts=0,
        asked_by=by,
        asked_at=clock.now(),
        started_at=None,
        ended_at=None,
    )
    audit.record("letter:send", actor=by, subject=letter_id)
    after_commit(installation().wake_workers)
