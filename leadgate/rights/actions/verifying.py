"""Verifying: a proven mailbox opens a request; what the machine can do for its owner it then does at once.

For oneself a proven mailbox is enough. For a child or by an agent a second proof is asked of the person concerned,
who can say yes or no, and the privacy officer decides.
"""

from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import parsed
from leadgate.people.queries import id_with
from leadgate.people.verification.actions.starting import start
from leadgate.people.verification.types import Proof, Seen
from leadgate.rights import mail, steps
from leadgate.rights.actions import deciding, fulfilling
from leadgate.rights.clocks import Right
from leadgate.rights.errors import NotNow
from leadgate.rights.models import PrivacyRequest, PrivacyRequestState, RequestStepKind, Whom
from leadgate.rights.reasons import NOT_CONFIRMED
from leadgate.rights.verifications import MANDATE

BY_THE_MACHINE = set(Right) - {Right.CORRECTION}
"""What needs nobody's decision when it is asked for oneself."""


@action
def prove(proof: Proof, _circumstances: object) -> UUID:
    """Open the request whose mailbox has been proven.

    Args:
        proof: about the request, by its sender.
        _circumstances: not needed: nothing is agreed to.

    Returns:
        The request's id.
    """
    assert proof.about
    verify(proof.about)
    return proof.about


@action
def take_mandate(proof: Proof, _circumstances: object) -> UUID:
    """Take the yes of the person somebody acts for.

    Args:
        proof: about the request, by the person concerned.
        _circumstances: not needed: the ledger holds no mandates.

    Returns:
        The request's id.
    """
    assert proof.about
    confirm_mandate(proof.about)
    return proof.about


def proven_before(seen: Seen) -> UUID:
    """The request that was proven."""
    assert seen.about
    return seen.about


@action
def verify(request: UUID) -> None:
    """Take the proof that the sender of a request reads its mailbox; again is fine.

    Raises:
        NotNow: there is no such request, or it is closed.
    """
    row = _open(request)
    if row.verified_at:
        return
    open_now(row)
    steps.note(row, RequestStepKind.VERIFIED)
    if row.whom != Whom.SELF:
        ask_for_mandate(row)
    if row.whom == Whom.SELF and row.right in BY_THE_MACHINE:
        fulfilling.fulfil(row.id, by=None)
    else:
        mail.received(row.id)


def open_now(row: PrivacyRequest) -> None:
    """Let a request be worked on whose sender has been proven, inside the act at work."""
    row.verified_at = row.acknowledged_at = clock.now()
    row.state = PrivacyRequestState.OPEN
    row.person_id = id_with(row.subject_index) if row.subject_index else None
    session().flush()


def ask_for_mandate(row: PrivacyRequest) -> None:
    """Ask the person concerned whether the sender acts for them; who reads both mailboxes has just said so."""
    if row.subject_index == row.address_index:
        row.mandate_confirmed_at = clock.now()
        steps.note(row, RequestStepKind.SAME_MAILBOX)
        return
    steps.note(row, RequestStepKind.CONCERNED)
    key = installation().vault.key_of(row.id)
    subject = parsed(key.open(PrivacyRequest.subject_address, row.id, row.subject_address))
    start(MANDATE, subject, language=row.language, about=row.id, key=key)


@action
def confirm_mandate(request: UUID) -> None:
    """Take the word of the person concerned that the sender acts for them; again is fine.

    Raises:
        NotNow: there is none of that id, or it is closed.
    """
    row = _open(request)
    if row.whom != Whom.SELF and row.mandate_confirmed_at is None:
        row.mandate_confirmed_at = clock.now()
        steps.note(row, RequestStepKind.MANDATE)


@action
def deny_mandate(request: UUID) -> None:
    """Take the word of the person concerned that nobody acts for them: the request is refused, and its sender told.

    Raises:
        NotNow: there is none of that id, or it is closed.
    """
    row = _open(request)
    steps.note(row, RequestStepKind.DENIED)
    deciding.close_refused(row, NOT_CONFIRMED)


def _open(request: UUID) -> PrivacyRequest:
    row = locked(PrivacyRequest, request)
    if row is None or row.closed_at:
        raise NotNow
    return row
