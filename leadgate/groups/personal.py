"""What belongs to an address without hanging on its person: requests that are not proven, and what groups remember."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, select

from leadgate.erasure.events import on_erased
from leadgate.foundation.db import session
from leadgate.foundation.forgetting import kin
from leadgate.groups.models import Applicant, Group, Invitation, MembershipRequest
from leadgate.groups.queries import address_key


@kin
def unproven_requests(indexes: Sequence[bytes]) -> Iterable[UUID]:
    """The keys of requests to join whose address is not proven."""
    return session().scalars(select(MembershipRequest.subject_id).where(MembershipRequest.address_index.in_(indexes)))


@kin
def open_invitations(indexes: Sequence[bytes]) -> Iterable[UUID]:
    """The keys of invitations nobody has answered."""
    return session().scalars(select(Invitation.id).where(Invitation.address_index.in_(indexes)))


@on_erased
def forget_applicants(_people: Sequence[UUID], indexes: Sequence[bytes]) -> None:
    """Groups remember nothing of who was erased."""
    for group in session().scalars(select(Group.id)).all():
        keys = [address_key(group, index) for index in indexes]
        session().execute(delete(Applicant).where(Applicant.group_id == group, Applicant.address_key.in_(keys)))
