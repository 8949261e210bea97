"""Belonging: somebody is a member from a moment on; until then it can be taken back, as if nothing had been."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, func, select

from leadgate.foundation import clock
from leadgate.foundation.databases.locking import lock, locked
from leadgate.foundation.db import action, add_row, read_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.keys.vault import PersonKey
from leadgate.groups.actions.naming import refuse_taken_name
from leadgate.groups.errors import GroupFull, MemberAlready, NoSuchMember
from leadgate.groups.models import Group, Membership
from leadgate.groups.types import GroupRow

_BELONGS = select(Membership.id).where(
    Membership.group_id == bindparam("group"), Membership.person_id == bindparam("person")
)


@action
def begin(group: GroupRow, key: PersonKey, name: str, *, rules_version: int, begins_at: datetime) -> None:
    """Let a person belong to a group from a moment on.

    Args:
        group: which; never more belong than it wants.
        key: the person's.
        name: by which the others know them, in clear.
        rules_version: of the group's rules, which they agreed to.
        begins_at: UTC; until then they are outside, and `take_back` ends it.

    Raises:
        GroupFull: it has as many members as it wants.
        MemberAlready: they belong to it.
        NameTaken: somebody else in the group has that name, or one that looks like it.
    """
    if group.most_members is not None and _members(group.id) >= group.most_members:
        raise GroupFull
    if read_row(_BELONGS, {"group": group.id, "person": key.owner}):
        raise MemberAlready
    new = new_id()
    add_row(
        Membership,
        id=new,
        person_id=key.owner,
        group_id=group.id,
        name=key.seal(Membership.name, new, name),
        name_key=refuse_taken_name(group.id, name, person=key.owner),
        rules_version=rules_version,
        begins_at=begins_at,
        seen_at=clock.now(),
        digest_at=None,
        calendar=None,
    )


def _members(group: UUID) -> int:
    """How many belong; two who take the last place one after the other wait for each other here."""
    lock_group(group)
    counted = select(func.count()).select_from(Membership).where(Membership.group_id == group)
    return session().scalar(counted) or 0


@action
def take_back(group: UUID, person: UUID) -> None:
    """Delete a membership that has not begun; one that has stays, and doing it twice is doing it once.

    Args:
        group: the group's id.
        person: the person's.
    """
    mine = (Membership.group_id == group, Membership.person_id == person)
    session().execute(delete(Membership).where(*mine, Membership.begins_at > clock.now()))


def lock_group(group_id: UUID) -> None:
    """Let whatever else is decided by who is in a group, or wants to be, wait until the act at work ends.

    Args:
        group_id: the group's id.
    """
    lock(Group, group_id)


def lock_member(membership_id: UUID) -> None:
    """Let whatever else is decided by what a member has done wait until the act at work ends.

    Args:
        membership_id: the membership's.
    """
    lock(Membership, membership_id)


def held_member(group: UUID, membership_id: UUID) -> Membership:
    """A member of this group, begun or not, held until the act ends.

    Args:
        group: the group's id.
        membership_id: the membership's.

    Raises:
        NoSuchMember: none of this group.
    """
    row = locked(Membership, membership_id)
    if row is None or row.group_id != group:
        raise NoSuchMember
    return row
