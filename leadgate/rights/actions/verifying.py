"""Verifying: a proven mailbox opens a request; what the machine can do for its owner it then does at once.

For oneself a proven mailbox is enough. For a child or by an agent a second proof is asked of the person concerned,
and the privacy officer decides.
"""

from uuid import UUID

from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.people.models import Person
from leadgate.rights import mail, steps
from leadgate.rights.actions import fulfilling
from leadgate.rights.clocks import Right
from leadgate.rights.errors import NotNow
from leadgate.rights.models import PrivacyRequest, RequestStepKind, State, Whom

BY_THE_MACHINE = set(Right) - {Right.CORRECTION}
"""What needs nobody's decision when it is asked for oneself."""


@action
def verify(request: UUID) -> None:
    """Take the proof that the sender of a request reads its mailbox; again is fine.

    Raises:
        NotNow: there is no such request, or it is closed.
    """
    row = _open(request)
    if row.verified_at:
        return
    now = clock.now()
    row.verified_at = row.acknowledged_at = now
    row.state = State.OPEN
    row.person_id = session().scalar(select(Person.id).where(Person.address_index == row.subject_index))
    session().flush()
    steps.note(row, RequestStepKind.VERIFIED)
    if row.whom == Whom.AGENT:
        mail.ask_for_mandate(row.id)
    if row.whom == Whom.SELF and row.right in BY_THE_MACHINE:
        fulfilling.fulfil(row.id, by=None)
    else:
        mail.received(row.id)


@action
def confirm_mandate(request: UUID) -> None:
    """Take the word of the person concerned that the agent acts for them; again is fine.

    Raises:
        NotNow
    """
    row = _open(request)
    if row.whom == Whom.AGENT and row.mandate_confirmed_at is None:
        row.mandate_confirmed_at = clock.now()
        steps.note(row, RequestStepKind.MANDATE)


def _open(request: UUID) -> PrivacyRequest:
    row = session().get(PrivacyRequest, request, with_for_update=True)
    if row is None or row.closed_at:
        raise NotNow
    return row
