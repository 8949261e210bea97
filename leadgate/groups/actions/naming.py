"""Naming: nobody in a group goes by a name that is, or looks like, somebody else's."""

import re
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select, union_all

from leadgate.foundation.db import run, session
from leadgate.groups.errors import NameTaken
from leadgate.groups.models import Appointment, Membership
from leadgate.groups.names import name_key

MOST_NAMED = 20
MOST_WORDS = 4


def named_in(group: UUID, text: str) -> Sequence[Membership]:
    """The members whose names stand in a text after an @, at most twenty; a name can have several words.

    Args:
        group: the group's id.
        text: of a post, in clear.
    """
    wanted = dict.fromkeys(name for after in re.findall(r"@([^@\n]{1,200})", text) for name in _beginnings(after))
    keys = [name_key(group, name) for name in list(wanted)[: MOST_NAMED * MOST_WORDS]]
    mine = select(Membership).where(Membership.group_id == group, Membership.name_key.in_(keys))
    return session().scalars(mine.limit(MOST_NAMED)).all()


def _beginnings(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[:count]).rstrip(".,;:!?)") for count in range(1, min(len(words), MOST_WORDS) + 1)]


def refuse_taken_name(group: UUID, name: str, but: UUID | None = None, person: UUID | None = None) -> bytes:
    """What a name that is free is known by (the same for all that look alike).

    Args:
        group: the group's id.
        name: as it was typed.
        but: the membership or appointment whose own name it may be.
        person: who asks to join by this name; that they have become a member of that name in the same moment is told
            them by another refusal.

    Raises:
        NameTaken: a member or a moderator has that name, or one that looks like it.
    """
    key = name_key(group, name)
    asks = {"group": group, "key": key, "person": person or NOBODY}
    if set(run(_CALLED_SO, asks).scalars()) - {but}:
        raise NameTaken
    return key


NOBODY = UUID(int=0)
_CALLED_SO = union_all(
    select(Membership.id).where(
        Membership.group_id == bindparam("group"),
        Membership.name_key == bindparam("key"),
        Membership.person_id != bindparam("person"),
    ),
    select(Appointment.id).where(Appointment.group_id == bindparam("group"), Appointment.name_key == bindparam("key")),
)
