"""Holding: keeping named data from erasure and expiry while a law requires it, and letting go of it again."""

from datetime import timedelta
from uuid import UUID

from leadgate.erasure import holds
from leadgate.erasure.actions import erasing
from leadgate.erasure.errors import NothingToHold, UnknownHold, UnknownPerson
from leadgate.erasure.models import Hold
from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.people.actions.burying import lock_people

REVIEWED_AFTER = timedelta(days=180)


@action
def hold(
    person: UUID, reason: str, *, kind: str = holds.EVERYTHING, row: UUID | None = None, by: UUID | None = None
) -> UUID:
    """Keep one kind of a person's data (or one row of it, or everything) until the hold is lifted.

    Args:
        person: the person's id.
        reason: for colleagues and an authority; sealed under the person's key.
        kind: the name of a table that can be held; everything when it is missing.
        row: the id of the one row of that table; all of theirs when None.
        by: the member of staff; None on the command line.

    Returns:
        The id of the hold.

    Raises:
        NothingToHold: there is no kind of data of that name.
        UnknownPerson: the person was erased, or never was.
    """
    if kind != holds.EVERYTHING and kind not in holds.can_be_held():
        raise NothingToHold
    lock_people([person])
    try:
        key = installation().vault.key_of(person)
    except KeyDestroyed as refusal:
        raise UnknownPerson from refusal
    new, now = new_id(), clock.now()
    add_row(
        Hold,
        id=new,
        person_id=person,
        held_table=kind,
        held_row=row,
        reason=key.seal(Hold.reason, new, reason),
        placed_at=now,
        placed_by=by,
        review_at=now + REVIEWED_AFTER,
        lifted_at=None,
        lifted_by=None,
    )
    audit.record("hold:place", actor=by, subject=new)
    return new


@action
def lift(hold_id: UUID, *, by: UUID | None = None) -> None:
    """Lift a hold; an erasure it had stopped goes on by itself.

    Args:
        hold_id: the hold's id.
        by: the member of staff; None on the command line.

    Raises:
        UnknownHold: there is none of that id, or it was lifted already.
    """
    row = locked(Hold, hold_id)
    if row is None or row.lifted_at:
        raise UnknownHold
    row.lifted_at, row.lifted_by = clock.now(), by
    session().flush()
    audit.record("hold:lift", actor=by, subject=row.id)
    if row.person_id:
        erasing.resume(row.person_id)
