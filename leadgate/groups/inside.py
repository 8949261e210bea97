"""Somebody inside a group: who they are there, and that they were seen."""

from leadgate.groups import access, queries
from leadgate.groups.actions import leaving
from leadgate.groups.models import Group, Membership
from leadgate.people import browser


def enter(slug: str) -> "Inside":
    """Let the reader into a group, and note that they were there.

    Raises:
        NoSuchGroup: they are not signed in, not a member (any more), or there is no such group.
    """
    person = browser.person()
    membership = access.membership(slug, person.id if person else None)
    leaving.note_seen(membership)
    return Inside(membership)


class Inside:
    """A member on a page of their group."""

    def __init__(self, membership: Membership) -> None:
        self.membership = membership
        self.group: Group = queries.group(membership.group_id)
