"""What belongs to an address without hanging on its person: sign-in links that somebody has asked for just now."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import or_, select

from leadgate.foundation.db import session
from leadgate.foundation.forgetting import kin
from leadgate.foundation.outbox import OutboxItem


@kin
def links_on_their_way(indexes: Sequence[bytes]) -> Iterable[UUID]:
    """The keys that addresses typed into the sign-in form lie sealed under."""
    mine = or_(*(OutboxItem.key.startswith(f"people.send_link/{index.hex()}/") for index in indexes))
    return [owner for owner in session().scalars(select(OutboxItem.owner).where(mine)) if owner]
