"""Looking: an officer's look at a request is on the record before anything is shown."""

from uuid import UUID

from leadgate.erasure.actions import holding
from leadgate.foundation import audit
from leadgate.foundation.db import action


@action
def note_look(request: UUID, *, by: UUID) -> None:
    """Note that an officer looked at a request."""
    audit.record("request:look", actor=by, subject=request)


@action
def lift_hold(number: UUID, *, by: UUID) -> None:
    """Lift a legal hold.

    Raises:
        UnknownHold
    """
    holding.lift(number, by=by)
