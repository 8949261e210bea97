"""What groups remember of an address, and forget with its person."""

from sqlalchemy import delete, select

from leadgate.erasure.events import Erased
from leadgate.foundation.db import session
from leadgate.groups.models import Group
from leadgate.joining.models import Applicant
from leadgate.joining.queries import address_key


def forget_applicants(event: Erased) -> None:
    """Groups remember nothing of who was erased."""
    for group in session().scalars(select(Group.id)).all():
        keys = [address_key(group, index) for index in event.indexes]
        session().execute(delete(Applicant).where(Applicant.group_id == group, Applicant.address_key.in_(keys)))
