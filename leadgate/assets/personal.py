"""What belongs to an address without hanging on its person: requests that wait to be confirmed."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from leadgate.assets.models import OptIn
from leadgate.foundation.db import session
from leadgate.foundation.forgetting import kin


@kin
def waiting_requests(indexes: Sequence[bytes]) -> Iterable[UUID]:
    """The keys of unconfirmed opt-ins."""
    return session().scalars(select(OptIn.id).where(OptIn.address_index.in_(indexes)))
