"""From what an applicant or a moderator holds (a name in an address, a token) to the thing
itself, or 404: hidden is missing."""

from uuid import UUID

from flask import has_request_context

from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.tokens import Act, TokenExpired
from leadgate.groups import queries as groups
from leadgate.groups.errors import NoSuchGroup
from leadgate.groups.models import Group
from leadgate.groups.queries import Gate
from leadgate.joining import queries, requests
from leadgate.joining.errors import NoSuchRequest, RequestEnded
from leadgate.joining.invitations import Invited
from leadgate.joining.models import MembershipRequest
from leadgate.joining.requests import OwnRequest
from leadgate.joining.room import NOT_ME_JOIN
from leadgate.joining.types import State


def gate(slug: str, person: UUID | None, invited: Invited | None = None) -> Gate:
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
    if row is None or row.state == State.AWAITING_EMAIL:
        raise NoSuchRequest
    return requests.own_request(row)


def unproven(act: Act, token: str) -> UUID:
    """The request a link from an inbox is for.

    Raises:
        TokenInvalid, RequestEnded
    """
    try:
        return installation().tokens.read(act, token)[0]
    except TokenExpired as refusal:
        raise RequestEnded from refusal


def request_of(group: Group, number: UUID) -> MembershipRequest:
    """A request to this group whose address is proven.

    Raises:
        NoSuchRequest: unknown, not proven, or another group's.
    """
    row = requests.request(number)
    if row is None or row.group_id != group.id or row.state in (State.AWAITING_EMAIL, State.DRAFT):
        raise NoSuchRequest
    return row


def group_of_unproven(request: UUID) -> Group:
    """What an unproven request asks to join.

    Raises:
        RequestEnded: there is no such request any more.
    """
    row = requests.request(request)
    if row is None:
        raise RequestEnded
    return groups.group(row.group_id)


def not_me_token(request: UUID) -> str:
    """The end of a link that calls a request off."""
    return installation().tokens.make(NOT_ME_JOIN, request)


def gate_of_own_request(slug: str, person: UUID | None, request: UUID) -> Gate:
    """A group as `gate`, or because this browser has asked to join it a moment ago.

    Raises:
        NoSuchGroup
    """
    row = requests.request(request)
    found = groups.group_named(slug)
    if found and row and row.group_id == found.id and row.state == State.AWAITING_EMAIL:
        return groups.gate_of(found, languages.of_request())
    return gate(slug, person)
