"""Looking: an officer's look at a request is on the record before anything is shown."""

from uuid import UUID

from leadgate.erasure.actions import holding
from leadgate.foundation import audit
from leadgate.foundation.db import action
from leadgate.foundation.permissions import Staff
from leadgate.ledger.actions.recording import record_looks
from leadgate.rights.models import PrivacyRequest


@action
def note_look(request: PrivacyRequest, *, by: Staff) -> None:
    """Note that an officer looked at a request, and so at whom it is about."""
    audit.record("request:look", actor=by.id, subject=request.id)
    record_looks([request.person_id or request.id], act="request:look", by=by.id, role=by.role)


@action
def lift_hold(number: UUID, *, by: UUID) -> None:
    """Lift a legal hold.

    Raises:
        UnknownHold
    """
    holding.lift(number, by=by)
