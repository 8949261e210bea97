"""Scheduling: when a member's next collection of what is new is due; what stands in it is for the rooms above."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked_rows
from leadgate.foundation.db import action, session
from leadgate.groups.models import Membership


def due(most: int) -> Sequence[Membership]:
    """The members whose collection is due, those who wait longest first, held until the act at work ends.

    Whom another act holds is left out. Whoever works one says with `schedule` when the next is due.

    Args:
        most: so many at once.
    """
    mine = select(Membership).where(Membership.digest_at <= clock.now()).order_by(Membership.digest_at).limit(most)
    return locked_rows(mine, skip=True)


@action
def schedule(membership_id: UUID, at: datetime | None) -> None:
    """Say when a member's next collection is due.

    Args:
        membership_id: of a membership that is there.
        at: UTC; none is due any more when None.
    """
    session().get_one(Membership, membership_id).digest_at = at
