"""From the name of a group to what its moderators decided about somebody there, or 404."""

from leadgate.groups.errors import NoSuchGroup
from leadgate.people.types import PersonRow
from leadgate.sanctions import queries
from leadgate.sanctions.queries import OwnSanctions


def own_sanctions(slug: str, person: PersonRow | None) -> OwnSanctions:
    """What was decided about somebody in a group.

    Raises:
        NoSuchGroup: nothing was, or there is no such group.
    """
    found = queries.group_with_something_about(slug, person.id) if person else None
    mine = queries.own(found, person.id) if found and person else None
    if mine is None or not (mine.held or mine.hidden):
        raise NoSuchGroup
    return mine
