"""Reading which groups somebody may know of (their own, those they asked, those that are shown), and how many ask."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, exists, select

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.weeks import by_week
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


def group_shown(group_id: UUID | None, _language: str) -> dict[str, object]:
    """What letters and pages about a request that is still to be proven show: the `group`, and its `rules`.

    Args:
        group_id: what the request is about; every one is about a group.
        _language: not needed: a group has one language.
    """
    assert group_id
    return {"group": groups.group(group_id), "rules": groups.rules_of(group_id)}


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


def asked_by_week(group_id: UUID, bounds: Sequence[datetime]) -> list[int]:
    """How many asked to join a group in each week.

    Args:
        group_id: the group's.
        bounds: as for `foundation.weeks.by_week`.
    """
    return by_week(MembershipRequest.waiting_since, bounds, MembershipRequest.group_id == group_id)


def decided_by_week(group_id: UUID, bounds: Sequence[datetime], states: Collection[JoinState]) -> list[int]:
    """As `asked_by_week`, of the requests that came into one of these states then, and are in it.

    Args:
        states: in which a request is decided.
    """
    mine = (MembershipRequest.group_id == group_id, MembershipRequest.state.in_(states))
    return by_week(MembershipRequest.decided_at, bounds, *mine)


def answered(group_id: UUID, most: int, first: datetime | None = None) -> list[tuple[datetime, datetime]]:
    """Since when each request waited that a moderator decided, and when that was (UTC), newest first.

    Args:
        group_id: the group's.
        most: so many decisions at most.
        first: decisions before then are left out.
    """
    asked, decided = MembershipRequest.waiting_since, MembershipRequest.decided_at
    mine = select(asked, decided).where(MembershipRequest.group_id == group_id)
    mine = mine.where(MembershipRequest.decided_by.is_not(None), *((decided >= first,) if first else ()))
    return [(since, at) for since, at in session().execute(mine.order_by(decided.desc()).limit(most)) if since and at]
