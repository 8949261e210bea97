"""From what an applicant or a moderator holds (a name in an address, a token) to the thing
itself, or 404: hidden is missing."""

from collections.abc import Set
from uuid import UUID

from flask import has_request_context

from leadgate.foundation import languages
from leadgate.groups import queries as groups
from leadgate.groups.errors import NoSuchGroup
from leadgate.groups.queries import GroupGate
from leadgate.groups.types import GroupRow
from leadgate.invitations.queries import Invited
from leadgate.joining import queries, requests
from leadgate.joining.errors import NoSuchRequest
from leadgate.joining.models import MembershipRequest
from leadgate.joining.requests import OwnRequest
from leadgate.joining.types import JoinState


def gate(slug: str, person: UUID | None, invited: Invited | None = None) -> GroupGate:
    """A group somebody may know of: because they may see it, or because they hold an invitation.

    Raises:
        NoSuchGroup: unknown, or not for them.
    """
    found = queries.visible_group(slug, person)
    if found is None and invited:
        known = groups.group(invited.group_id)
        found = known if known.slug == slug else None
    if found is None:
        raise NoSuchGroup
    return groups.gate_of(found, languages.of_request() if has_request_context() else found.language)


def own_request(slug: str, person: UUID) -> OwnRequest:
    """What somebody last asked of a group.

    Raises:
        NoSuchRequest: nothing.
    """
    row = requests.newest_request_named(slug, person)
    if row is None:
        raise NoSuchRequest
    return requests.own_request(row)


def request_of(group: GroupRow, request_id: UUID) -> MembershipRequest:
    """A request to this group.

    Raises:
        NoSuchRequest: unknown, or another group's.
    """
    row = requests.request(request_id)
    if row is None or row.group_id != group.id or row.state == JoinState.DRAFT:
        raise NoSuchRequest
    return row


def gate_of_own_request(slug: str, asked_about: Set[UUID]) -> GroupGate:
    """A group as `gate`, or because this browser has asked to join it a moment ago.

    What it asked for is known before the group is looked for: a hidden group costs what a missing one does.

    Args:
        slug: of the group.
        asked_about: the groups this browser waits to be let into.

    Raises:
        NoSuchGroup
    """
    found = groups.group_named(slug)
    if found and found.id in asked_about:
        return groups.gate_of(found, languages.of_request())
    return gate(slug, None)
