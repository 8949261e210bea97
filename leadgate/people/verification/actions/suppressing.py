"""Suppressing: remembering an address only as a keyed hash, so that it is left alone."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import delete

from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.people.models import Suppression
from leadgate.people.types import SuppressionReason

LEFT_ALONE = timedelta(days=7)


@action
def suppress(address_index: bytes, reason: SuppressionReason, lifetime: timedelta | None = None) -> None:
    """Leave an address alone from now on, for a time or for good.

    Args:
        address_index: of the address, which is not kept itself.
        reason: why; each reason is remembered for itself.
        lifetime: how long from now, in place of what was said before; for good when None.
    """
    row, until = session().get(Suppression, (address_index, reason)), clock.now() + lifetime if lifetime else None
    if row is None:
        session().add(Suppression(address_index=address_index, reason=reason, since=clock.now(), until=until))
    else:
        row.until = until


@action
def suppress_all(address_indexes: Collection[bytes], reason: SuppressionReason) -> None:
    """Leave many addresses alone from now on, for good.

    Args:
        address_indexes: of the addresses; one that is left alone for this reason already stays so.
        reason: why.
    """
    now = clock.now()
    rows = [{"address_index": one, "reason": reason, "since": now, "until": None} for one in address_indexes]
    if rows:
        session().execute(upsert(Suppression).on_conflict_do_nothing(), rows)


@action
def lift(address_indexes: Collection[bytes], reason: SuppressionReason) -> None:
    """End that addresses are left alone for a reason: nothing came of it.

    Args:
        address_indexes: of the addresses.
        reason: which.
    """
    mine = (Suppression.address_index.in_(address_indexes), Suppression.reason == reason)
    session().execute(delete(Suppression).where(*mine))


@action
def leave_alone(address_index: bytes) -> None:
    """Write to an address about no request for a week: somebody else had typed it."""
    suppress(address_index, SuppressionReason.NOT_ME, LEFT_ALONE)
