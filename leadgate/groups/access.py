"""From what somebody holds (a name in an address, a token, a role) to the thing itself, or 404: hidden is missing."""

from uuid import UUID

from flask import has_request_context

from leadgate.foundation import languages
from leadgate.foundation.permissions import Role, Staff
from leadgate.foundation.storage import FileMissing
from leadgate.groups import attachments, queries, requests, roster, sanctions, talk
from leadgate.groups.attachments import Attached
from leadgate.groups.errors import NoSuchGroup, NoSuchMember, NoSuchPost, NoSuchRequest
from leadgate.groups.invitations import Invited
from leadgate.groups.models import Group, Membership, MembershipRequest, State, Thread
from leadgate.groups.queries import Gate
from leadgate.groups.requests import OwnRequest
from leadgate.groups.roster import Member
from leadgate.groups.sanctions import OwnSanctions
from leadgate.groups.talk import Said
from leadgate.groups.verifications import JOIN
from leadgate.people.models import Person
from leadgate.people.verification import queries as verifications


def gate(slug: str, person: UUID | None, invited: Invited | None = None) -> Gate:
    """A group somebody may know of: because they may see it, or because they hold an invitation.

    Raises:
        NoSuchGroup: unknown, or not for them.
    """
    found = queries.visible_group(slug, person)
    if found is None and invited:
        known = queries.group(invited.group_id)
        found = known if known.slug == slug else None
    if found is None:
        raise NoSuchGroup
    return queries.gate_of(found, languages.of_request() if has_request_context() else found.language)


def membership(slug: str, person: UUID | None) -> Membership:
    """The membership of somebody who is inside.

    Raises:
        NoSuchGroup: they are not.
    """
    found = queries.membership_in(slug, person) if person else None
    if found is None:
        raise NoSuchGroup
    return found


def member(found: Group, number: UUID) -> Member:
    """A member of this group.

    Raises:
        NoSuchMember
    """
    known = roster.member(found.id, number)
    if known is None:
        raise NoSuchMember
    return known


def file(found: Group, number: UUID, reader: UUID | None) -> tuple[Attached, bytes]:
    """A file on a post of this group somebody may read, and its bytes.

    Raises:
        NoSuchPost: unknown, on a post that is not for them, or lost by the store.
    """
    try:
        known = attachments.file(found.id, number, reader)
    except FileMissing as trouble:
        raise NoSuchPost from trouble
    if known is None:
        raise NoSuchPost
    return known


def own_sanctions(slug: str, person: Person | None) -> OwnSanctions:
    """What was decided about somebody in a group.

    Raises:
        NoSuchGroup: nothing was, or there is no such group.
    """
    found = sanctions.group_with_something_about(slug, person.id) if person else None
    mine = sanctions.own(found, person.id) if found and person else None
    if mine is None or not (mine.held or mine.hidden):
        raise NoSuchGroup
    return mine


def own_request(slug: str, person: UUID) -> OwnRequest:
    """What somebody last asked of a group.

    Raises:
        NoSuchRequest: nothing.
    """
    row = requests.newest_request_named(slug, person)
    if row is None:
        raise NoSuchRequest
    return requests.own_request(row)


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


def request_of(group: Group, number: UUID) -> MembershipRequest:
    """A request to this group.

    Raises:
        NoSuchRequest: unknown, or another group's.
    """
    row = requests.request(number)
    if row is None or row.group_id != group.id or row.state == State.DRAFT:
        raise NoSuchRequest
    return row


def thread(group: Group, number: UUID, reader: UUID | None) -> Thread:
    """A talk of this group that the reader may read.

    Raises:
        NoSuchPost
    """
    found = talk.thread(group.id, number, reader)
    if found is None:
        raise NoSuchPost
    return found


def post(group: Group, number: UUID, reader: UUID | None) -> Said:
    """A post of this group that the reader may read.

    Raises:
        NoSuchPost
    """
    found = talk.post(group.id, number, reader)
    if found is None or not (found.body or reader is None):
        raise NoSuchPost
    return found


def own_post(group: Group, number: UUID, membership: UUID) -> Said:
    """A post the reader wrote.

    Raises:
        NoSuchPost
    """
    found = post(group, number, membership)
    if not found.is_own:
        raise NoSuchPost
    return found


def gate_of_own_request(slug: str, request: UUID) -> Gate:
    """A group as `gate`, or because this browser has asked to join it a moment ago.

    Raises:
        NoSuchGroup
    """
    waiting = verifications.waiting(JOIN, request)
    found = queries.group_named(slug)
    if found and waiting and waiting.about == found.id:
        return queries.gate_of(found, languages.of_request())
    return gate(slug, None)
