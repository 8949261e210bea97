"""Holding: an officer holds somebody's data, found by their address, and lifts what they held."""

from uuid import UUID

from leadgate.erasure.actions import holding
from leadgate.erasure.errors import UnknownPerson
from leadgate.foundation.db import action
from leadgate.people import queries as people
from leadgate.people.addresses import parsed


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
