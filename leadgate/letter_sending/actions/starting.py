"""Starting: what a letter says is kept for good, and each reader gets a copy before anything leaves."""

from contextlib import suppress
from uuid import UUID

from leadgate.analytics.actions import naming
from leadgate.analytics.errors import NotACampaign
from leadgate.consent import queries as consent
from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, add_row, after_commit, session
from leadgate.foundation.installation import installation
from leadgate.letter_sending import audience
from leadgate.letter_sending.errors import NobodyToSendTo, NotUnderWay, SameAccount, SentAlready
from leadgate.letter_sending.models import LetterRun
from leadgate.letter_sending.types import SendingState, SendingWish
from leadgate.letters import queries as letters
from leadgate.letters.actions.writing import freeze
from leadgate.letters.errors import NoSuchLetter
from leadgate.letters.links import origin_of_letter

NOTHING_SPECIAL = SendingWish()


@action
def start(letter_id: UUID, wish: SendingWish = NOTHING_SPECIAL, *, by: UUID | None = None) -> SendingState:
    """Begin to send a letter, or ask for a second person's yes where it goes to many.

    Args:
        letter_id: which.
        wish: to whom, from when on, and at which hours.
        by: the staff account; None for the command line.

    Returns:
        How it stands.

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
    expected = audience.found(wish.chosen).reach(letter.purpose_id).reached
    if not expected:
        raise NobodyToSendTo
    state = SendingState.APPROVAL if needs_second_yes(expected) else SendingState.COPYING
    add_row(
        LetterRun,
        letter_id=letter_id,
        edition_id=freeze(letter_id, by=by),
        purpose_id=letter.purpose_id,
        purpose=consent.offers_of([letter.purpose_id], "")[letter.purpose_id].slug,
        chosen=wish.chosen,
        state=state,
        copied=0,
        lacking=0,
        doubts=0,
        expected=expected,
        in_own_hours=wish.in_own_hours,
        asked_by=by,
        asked_at=clock.now(),
        approved_by=None,
        begins_at=max(wish.begins_at or clock.now(), clock.now()),
        started_at=None,
        ended_at=None,
    )
    audit.record("letter:send", actor=by, subject=letter_id)
    with suppress(NotACampaign):  # its links are counted among the others then
        naming.add(origin_of_letter(letter.slug), by=by)
    after_commit(installation().wake_workers)
    return state


def needs_second_yes(readers: int) -> bool:
    """Whether a letter to so many leaves only after a second person's yes."""
    most = installation().settings.letters.approved_above
    return most is not None and readers > most


@action
def approve(letter_id: UUID, *, by: UUID | None = None) -> None:
    """Give the second yes to a letter. Twice is once.

    Args:
        letter_id: which.
        by: the staff account; None for the command line.

    Raises:
        NotUnderWay: nobody asked for it, or it was taken back.
        SameAccount: whoever asked for it says yes.
    """
    run = locked(LetterRun, letter_id)
    if run is None:
        raise NotUnderWay
    if run.state != SendingState.APPROVAL:
        return
    if by is not None and by == run.asked_by:
        raise SameAccount
    run.state, run.approved_by = SendingState.COPYING, by
    audit.record("letter:approve", actor=by, subject=letter_id)
    after_commit(installation().wake_workers)
