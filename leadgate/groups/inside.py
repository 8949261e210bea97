"""Somebody inside a group: who they are there, and that they were seen."""

from leadgate.groups import access, queries
from leadgate.groups.actions import leaving
from leadgate.groups.models import Group, Membership
from leadgate.people import browser


class Inside:
    """A member on a page of their group.

    Raises:
        NoSuchGroup: they are not signed in, not a member (any more), or there is no such group.
    """

    def __init__(self, slug: str) -> None:
        person = browser.person()
        self.membership: Membership = access.membership(slug, person.id if person else None)
        self.group: Group = queries.group(self.membership.group_id)
        leaving.note_seen(self.membership)
