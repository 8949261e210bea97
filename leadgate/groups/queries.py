"""Reading groups: a group with all that its page and its form show, who belongs, what is known of a request."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, exists, func, select

from leadgate.consent.models import Purpose
from leadgate.consent.queries import Offer, offers
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.groups.models import (
    LIVE,
    Appointment,
    Group,
    GroupPurpose,
    GroupRules,
    Membership,
    MembershipRequest,
    State,
    Visibility,
)
from leadgate.questions.models import Question
from leadgate.questions.queries import asked_by
from leadgate.staff.models import StaffAccount

FEW = 5
"""Fewer members than that are not counted in public: a number that small says who."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A group as its page and its form show it."""

    group: Group
    rules: GroupRules
    questions: Sequence[Question]
    membership: Offer
    optional: tuple[Offer, ...]

    @property
    def runs(self) -> Sequence[Appointment]:
        """Who runs it, owners first."""
        return runs(self.group.id)

    @property
    def members(self) -> int:
        """How many belong to it; counted only where a page shows it, because a large group takes its time."""
        return session().scalar(select(func.count()).where(belongs_to(self.group.id))) or 0


_NAMED = select(Group).where(Group.slug == bindparam("slug"))


def group_named(slug: str) -> Group | None:
    """The group of that name."""
    return session().scalar(_NAMED, {"slug": slug})


def visible_group(slug: str, person: UUID | None) -> Group | None:
    """The group of that name, if somebody may know of it."""
    if person is None:
        return session().scalar(select(Group).where(Group.slug == slug, seen_by(None)))
    return session().scalar(_VISIBLE, {"slug": slug, "person": person, "now": clock.now()})


def membership_in(slug: str, person: UUID) -> Membership | None:
    """The membership of a person in the group of that name, once it has begun."""
    mine = select(Membership).join(Group).where(Group.slug == slug, Membership.person_id == person)
    return session().scalar(mine.where(Membership.begins_at <= clock.now()))


def membership_with_id(number: UUID) -> Membership | None:
    """The membership of that id, begun or not."""
    return session().get(Membership, number)


def group(number: UUID) -> Group:
    """The group of that id."""
    return session().get_one(Group, number)


def group_shown(number: UUID | None, _language: str) -> dict[str, Group]:
    """What letters and pages about a request that is still to be proven show."""
    assert number
    return {"group": group(number)}


def group_with_id(number: UUID) -> Group | None:
    """The group of that id, if there is one."""
    return session().get(Group, number)


def every_group() -> Sequence[Group]:
    """All groups, by title."""
    return session().scalars(select(Group).order_by(Group.title)).all()


def accounts_of(number: UUID) -> list[tuple[Appointment, str]]:
    """Who runs a group, with the addresses of their accounts."""
    mine = select(Appointment, StaffAccount.email).join(StaffAccount).where(Appointment.group_id == number)
    rows = session().execute(mine.order_by(Appointment.role.desc(), Appointment.since))
    return [(appointment, email) for appointment, email in rows]


_PURPOSES = (
    select(Purpose.slug)
    .outerjoin(GroupPurpose, (GroupPurpose.purpose_id == Purpose.id) & (GroupPurpose.group_id == bindparam("group")))
    .where((Purpose.id == bindparam("own")) | GroupPurpose.group_id.is_not(None))
    .order_by(Purpose.id != bindparam("own"), GroupPurpose.position)
)
"""The purpose of belonging, then the optional ones."""


def gate_of(found: Group, language: str) -> Gate:
    """A group with all it shows and asks, in a language."""
    worded = offers(session().scalars(_PURPOSES, {"group": found.id, "own": found.purpose_id}).all(), language)
    return Gate(
        group=found,
        rules=rules_of(found.id),
        questions=asked_by(found.id),
        membership=worded[0],
        optional=tuple(worded[1:]),
    )


_NEWEST_RULES = (
    select(GroupRules).where(GroupRules.group_id == bindparam("group")).order_by(GroupRules.version.desc()).limit(1)
)


def rules_of(number: UUID) -> GroupRules:
    """The newest version of a group's rules."""
    return session().scalars(_NEWEST_RULES, {"group": number}).one()


_RUNS = (
    select(Appointment)
    .where(Appointment.group_id == bindparam("group"))
    .order_by(Appointment.role.desc(), Appointment.since)
)


def runs(number: UUID) -> Sequence[Appointment]:
    """Who runs a group, owners first."""
    return session().scalars(_RUNS, {"group": number}).all()


def names_of(number: UUID) -> dict[UUID, str]:
    """The names by which those who run a group are known in it, by account."""
    return {one.account_id: one.name for one in runs(number)}


def belongs_to(number: UUID) -> ColumnElement[bool]:
    """The condition that a membership of this group has begun."""
    return (Membership.group_id == number) & (Membership.begins_at <= clock.now())


def membership(number: UUID, person: UUID) -> Membership | None:
    """The membership of a person, once it has begun."""
    return session().scalar(select(Membership).where(belongs_to(number), Membership.person_id == person))


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
    stands = MembershipRequest.state.in_((*LIVE, State.DECLINED, State.IGNORED)) | (MembershipRequest.heard_at > now)
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


def address_key(number: UUID, address_index: bytes) -> bytes:
    """What one group knows an address by; another group's is unlike it."""
    return installation().vault.blind_index(f"applicant/{number}", address_index.hex())
