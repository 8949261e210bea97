"""From what somebody holds (a name in an address, the address of a calendar) to the thing itself, or 404."""

from uuid import UUID

from leadgate.groups import queries as groups
from leadgate.groups.errors import NoSuchGroup
from leadgate.groups.types import GroupRow
from leadgate.meetups import calendar, queries
from leadgate.meetups.errors import NoSuchEvent
from leadgate.meetups.models import Event


def event(group: GroupRow, event_id: UUID) -> Event:
    """An event of this group.

    Raises:
        NoSuchEvent
    """
    found = queries.event(group.id, event_id)
    if found is None:
        raise NoSuchEvent
    return found


def group_of_calendar(token: str) -> GroupRow:
    """The group whose events the address of a calendar shows.

    Raises:
        TokenInvalid, TokenExpired
        NoSuchGroup: whoever it was made for has left, or made another.
    """
    member = calendar.member_of_calendar(token)
    if member is None:
        raise NoSuchGroup
    return groups.group(member.group_id)
