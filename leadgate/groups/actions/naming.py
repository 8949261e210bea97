"""Naming: nobody in a group goes by a name that is, or looks like, somebody else's."""

from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.groups.errors import NameTaken
from leadgate.groups.models import Appointment, Membership
from leadgate.groups.names import name_key


def refuse_taken_name(group: UUID, name: str, but: UUID | None = None) -> bytes:
    """By which a name that is free is known.

    Args:
        but: the membership or appointment whose own name it may be.

    Raises:
        NameTaken
    """
    key = name_key(group, name)
    for table in (Membership, Appointment):
        same = select(table.id).where(table.group_id == group, table.name_key == key)
        if set(session().scalars(same)) - {but}:
            raise NameTaken
    return key
