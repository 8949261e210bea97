"""Looking: an officer's look at a request is on the record before anything is shown."""

from uuid import UUID

from leadgate.erasure.actions import holding
from leadgate.erasure.errors import UnknownPerson
from leadgate.foundation import audit
from leadgate.foundation.db import action
from leadgate.foundation.permissions import Staff
from leadgate.ledger.actions.recording import record_looks
from leadgate.people import queries as people
from leadgate.people.addresses import parsed
from leadgate.rights.models import PrivacyRequest


@action
def note_look(request: PrivacyRequest, *, by: Staff) -> None:
    """Note that an officer looked at a request, and so at whom it is about."""
    audit.record("request:look", actor=by.id, subject=request.id)
    record_looks([request.person_id or request.id], act="request:look", by=by.id, role=by.role)


@action
def place_hold(email: str, reason: str, *, kind: str, by: UUID) -> UUID:
    """Hold a person's data, found by their address; answers the hold's number.

    Raises:
        NotAnAddress, UnknownPerson, NothingToHold
    """
    found = people.person_with(parsed(email))
    if found is None:
        raise UnknownPerson
    return holding.hold(found.id, reason, kind=kind, by=by)


@action
def lift_hold(number: UUID, *, by: UUID) -> None:
    """Lift a legal hold.

    Raises:
        UnknownHold
    """
    holding.lift(number, by=by)
