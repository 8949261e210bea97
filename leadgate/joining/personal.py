"""What belongs to an address without hanging on its person: invitations not answered yet."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, select

from leadgate.erasure.events import Erased
from leadgate.foundation.db import session
from leadgate.groups.models import Group
from leadgate.joining.models import Applicant, Invitation
from leadgate.joining.queries import address_key


def open_invitations(indexes: Sequence[bytes]) -> Iterable[UUID]:
    """The keys of invitations nobody has answered."""
    return session().scalars(select(Invitation.id).where(Invitation.address_index.in_(indexes)))


def forget_applicants(event: Erased) -> None:
    """Groups remember nothing of who was erased."""
    for group in session().scalars(select(Group.id)).all():
        keys = [address_key(group, index) for index in event.indexes]
        session().execute(delete(Applicant).where(Applicant.group_id == group, Applicant.address_key.in_(keys)))
