"""From what somebody holds (a name in an address, a token, a role) to the thing itself, or 404: hidden is missing."""

from uuid import UUID

from leadgate.foundation.permissions import Role, Staff
from leadgate.groups import queries, roster
from leadgate.groups.errors import NoSuchGroup, NoSuchMember
from leadgate.groups.models import Group, Membership
from leadgate.groups.roster import Member


def membership(slug: str, person: UUID | None) -> Membership:
    """The membership of somebody who is inside.

    Raises:
        NoSuchGroup: they are not.
    """
    found = queries.membership_in(slug, person) if person else None
    if found is None:
        raise NoSuchGroup
    return found


def member(found: Group, membership_id: UUID) -> Member:
    """A member of this group.

    Raises:
        NoSuchMember
    """
    known = roster.member(found.id, membership_id)
    if known is None:
        raise NoSuchMember
    return known


def run_by(slug: str, staff: Staff) -> Group:
    """A group this member of staff runs; the owner of the installation runs every one.

    Raises:
        NoSuchGroup: unknown, or another's.
    """
    found = queries.group_named(slug)
    appointed = found and any(one.account_id == staff.id for one in queries.runs(found.id))
    if found is None or not (appointed or staff.role == Role.OWNER):
        raise NoSuchGroup
    return found
