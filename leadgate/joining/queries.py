"""Reading which groups somebody may know of: their own, those they asked to join, and those that are shown."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, exists, select

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.groups import queries as groups
from leadgate.groups.models import Group, Membership
from leadgate.groups.types import Visibility
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import LIVE, JoinState, RequestRow


def visible_group(slug: str, person: UUID | None) -> Group | None:
    """The group of that name; None where there is none that somebody may know of.

    Args:
        slug: of the group.
        person: who is signed in; None for anybody.
    """
    if person is None:
        return session().scalar(select(Group).where(Group.slug == slug, seen_by(None)))
    return session().scalar(_VISIBLE, {"slug": slug, "person": person, "now": clock.now()})


def seen_by(person: UUID | None) -> ColumnElement[bool]:
    """The condition for groups that somebody may know of: everybody, or who is signed in as this person."""
    if person is None:
        return Group.visibility == Visibility.PUBLIC
    return _known_to(person, clock.now())


def _known_to(person: Any, now: Any) -> ColumnElement[bool]:
    # Correlated with the group alone, so that it means the same in a query that reads memberships or requests itself.
    belongs = (Membership.group_id == Group.id, Membership.person_id == person, Membership.begins_at <= now)
    inside = exists().where(*belongs).correlate(Group)
    # Who has left, or taken their request back, has no more business with a hidden group than anybody else.
    stands = MembershipRequest.state.in_((*LIVE, JoinState.DECLINED, JoinState.IGNORED)) | (
        MembershipRequest.heard_at > now
    )
    own = (MembershipRequest.group_id == Group.id, MembershipRequest.subject_id == person)
    asks = exists().where(*own, stands).correlate(Group)
    return (Group.visibility != Visibility.HIDDEN) | inside | asks


_VISIBLE = select(Group).where(
    Group.slug == bindparam("slug"),
    _known_to(bindparam("person", type_=Membership.person_id.type), bindparam("now", type_=Membership.begins_at.type)),
)


def to_join(person: UUID | None) -> Sequence[Group]:
    """What there is to join, as far as somebody may know of it."""
    mine = select(Group).where(Group.closed_at.is_(None), seen_by(person), Group.visibility != Visibility.HIDDEN)
    return session().scalars(mine.order_by(Group.made_at.desc())).all()


def group_shown(group_id: UUID | None, _language: str) -> dict[str, Group]:
    """What letters and pages about a request that is still to be proven show: the `group`.

    Args:
        group_id: what the request is about; every one is about a group.
        _language: not needed: a group has one language.
    """
    assert group_id
    return {"group": groups.group(group_id)}


def address_key(group_id: UUID, address_index: bytes) -> bytes:
    """What one group knows an address by; another group's is unlike it.

    Args:
        group_id: the group's id.
        address_index: of the address.
    """
    return installation().vault.blind_index(f"applicant/{group_id}", address_index.hex())


def applicant_name(key: PersonKey, row: RequestRow) -> str:
    """The name somebody wants to be known by in a group.

    Args:
        key: the person's.
        row: their request.
    """
    return key.open(MembershipRequest.name, row.id, row.name)
