"""What belongs to an address without hanging on its person: invitations nobody has answered."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.invitations.models import Invitation


def open_invitations(indexes: Sequence[bytes]) -> Iterable[UUID]:
    """The keys of invitations nobody has answered."""
    return session().scalars(select(Invitation.id).where(Invitation.address_index.in_(indexes)))
