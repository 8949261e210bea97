"""Reading who belongs to a group: for its moderators by display name, never by address; for statements of others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import BindParameter, Exists, Select, SQLColumnExpression, exists, select

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.groups.models import Membership
from leadgate.groups.queries import belongs_to

PAGE = 50
MEMBERSHIP_ID = Membership.id
"""What a walk over members (`Fanout`) goes by."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody as the moderators of their group know them."""

    id: UUID
    person: UUID
    name: str
    since: datetime
    seen_at: datetime


def members(group: UUID, after: UUID | None = None) -> tuple[list[Member], UUID | None]:
    """A page of members, those who came last first; and after which one the next page goes on."""
    mine = select(Membership).where(belongs_to(group))
    if after:
        mine = mine.where(Membership.id < after)
    rows = session().scalars(mine.order_by(Membership.id.desc()).limit(PAGE + 1)).all()
    return _opened(rows[:PAGE]), rows[PAGE - 1].id if len(rows) > PAGE else None


def member(group: UUID, membership_id: UUID) -> Member | None:
    """One member of a group."""
    mine = select(Membership).where(belongs_to(group), Membership.id == membership_id)
    return next(iter(_opened(session().scalars(mine).all())), None)


def among(group: UUID, people: Select[UUID]) -> Select[Membership]:
    """Those of these people who belong to a group, begun or not, as a statement for a walk."""
    return select(Membership).where(Membership.group_id == group, Membership.person_id.in_(people))


def membership_exists(
    group_id: SQLColumnExpression[UUID] | BindParameter[UUID], person: SQLColumnExpression[UUID] | BindParameter[UUID]
) -> Exists:
    """Whether a person belongs to a group, begun or not, as a part of a statement.

    Args:
        group_id: the group's.
        person: the person's.
    """
    mine = (Membership.group_id == group_id, Membership.person_id == person)
    return exists().where(*mine).correlate_except(Membership)


def _opened(rows: Sequence[Membership]) -> list[Member]:
    keys = installation().vault.keys_of({row.person_id for row in rows})
    return [
        Member(row.id, row.person_id, key.open(Membership.name, row.id, row.name), row.begins_at, row.seen_at)
        for row in rows
        if (key := keys.get(row.person_id))
    ]
