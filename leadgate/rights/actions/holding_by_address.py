"""Holding: an officer holds somebody's data, found by their address, and lifts what they held."""

from uuid import UUID

from leadgate.erasure.actions import holding
from leadgate.erasure.errors import UnknownPerson
from leadgate.foundation.db import action
from leadgate.foundation.mail.addresses import parsed
from leadgate.people import queries as people


@action
def place_hold(email: str, reason: str, *, kind: str, by: UUID) -> UUID:
    """Hold a person's data, found by their address.

    Args:
        email: as it was typed.
        reason: for colleagues and an authority; sealed under the person's key.
        kind: the name of a table that can be held, or `holds.EVERYTHING`.
        by: the officer.

    Returns:
        The hold's id.

    Raises:
        NotAnAddress: it cannot be an address.
        UnknownPerson: nobody has it, or they were erased.
        NothingToHold: there is no kind of data of that name.
    """
    found = people.person_with(parsed(email))
    if found is None:
        raise UnknownPerson
    return holding.hold(found.id, reason, kind=kind, by=by)


@action
def lift_hold(hold_id: UUID, *, by: UUID) -> None:
    """Lift a legal hold; an erasure it had stopped goes on by itself.

    Args:
        hold_id: the hold's id.
        by: the officer.

    Raises:
        UnknownHold: there is none of that id, or it was lifted already.
    """
    holding.lift(hold_id, by=by)
