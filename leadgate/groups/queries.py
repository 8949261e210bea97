"""Reading groups: a group with all that its page and its form show, who belongs, what is known of a request."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, SQLColumnExpression, Uuid, bindparam, func, literal, select

from leadgate.consent.queries import Offer, offers, slug_in
from leadgate.consent.types import wording_of
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.weeks import by_week
from leadgate.groups.models import Appointment, Departure, Group, GroupPurpose, GroupRules, Membership
from leadgate.groups.types import Admission, MembershipRow, QueueFigures
from leadgate.questions.queries import asked_by
from leadgate.questions.types import QuestionRow
from leadgate.staff.queries import email_in

FEW = 5
"""Fewer members than that are not counted in public: a number that small says who."""


@dataclass(frozen=True, slots=True)
class GroupGate:
    """A group as its page and its form show it."""

    group: Group
    rules: GroupRules
    questions: Sequence[QuestionRow]
    membership: Offer
    optional: tuple[Offer, ...]

    def wording(self, offered: Iterable[Offer] = ()) -> str:
        """What somebody agrees to on its form, as `consent.types.wording_of` names it.

        Args:
            offered: the optional purposes that stand there.
        """
        shown = (one.sha256 for one in (self.membership, *offered))
        return wording_of(shown, str(self.rules.version))

    def form_wording(self, offered: Iterable[Offer] = ()) -> str:
        """As `wording`, with all that its form asks, and for how long it says that answers and the request stay."""
        group, waits = self.group, self.group.admission == Admission.REQUEST
        days = [group.answers_kept_days if self.questions else 0, group.request_lasts_days if waits else 0]
        return wording_of([self.wording(offered)], self.asked, str(days))

    @property
    def asked(self) -> str:
        """A name for all that it asks, word for word: a question that changes is another one."""
        return wording_of(one.id.hex for one in self.questions)

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
    """The group of that name, open or closed, whoever may know of it; None when there is none."""
    return session().scalar(_NAMED, {"slug": slug})


def group_if(slug: str, *conditions: ColumnElement[bool]) -> Group | None:
    """As `group_named`, where more has to be true; in one statement, whether there is such a group or not.

    Args:
        slug: of the group.
        conditions: which may name it by `id_in`.
    """
    return session().scalar(select(Group).where(Group.slug == slug, *conditions))


def id_in(slug: str) -> ScalarSelect[UUID]:
    """The id of the group of that name, as a part of a statement over tables that hold it."""
    return select(Group.id).where(Group.slug == slug).correlate(None).scalar_subquery()


def undo_minutes_in(group_id: SQLColumnExpression[UUID]) -> ScalarSelect[int]:
    """How many minutes a decision of a group can be undone, as a part of a statement over a table that holds its id."""
    of_group = select(Group.undo_minutes).where(Group.id == group_id)
    return of_group.correlate_except(Group).scalar_subquery()


def membership_in(slug: str, person: UUID) -> Membership | None:
    """The membership of a person in the group of that name, once it has begun; None otherwise.

    Args:
        slug: of the group.
        person: the person's id.
    """
    mine = select(Membership).join(Group).where(Group.slug == slug, Membership.person_id == person)
    return session().scalar(mine.where(Membership.begins_at <= clock.now()))


def membership_with_id(membership_id: UUID) -> Membership | None:
    """The membership of that id, begun or not."""
    return session().get(Membership, membership_id)


def group(group_id: UUID) -> Group:
    """The group of an id that another row holds."""
    return session().get_one(Group, group_id)


def group_with_id(group_id: UUID) -> Group | None:
    """The group of that id, if there is one."""
    return session().get(Group, group_id)


def every_group() -> Sequence[Group]:
    """All groups, by title."""
    return session().scalars(select(Group).order_by(Group.title)).all()


def waiting_in(group_ids: Sequence[UUID]) -> dict[UUID, QueueFigures]:
    """How many wait to be let in, by the id of the group; whoever takes requests says so (`Room.answers`)."""
    figures = installation().house.answer("groups.waiting_in")
    found: dict[UUID, QueueFigures] = figures(group_ids) if figures else {}
    return {each: found.get(each, QueueFigures(each)) for each in group_ids}


def accounts_of(group_id: UUID) -> list[tuple[Appointment, str]]:
    """Who runs a group, with the addresses of their accounts."""
    mine = select(Appointment, email_in(Appointment.account_id)).where(Appointment.group_id == group_id)
    rows = session().execute(mine.order_by(Appointment.role.desc(), Appointment.since))
    return [(appointment, email) for appointment, email in rows]


_PURPOSES = (
    select(slug_in(bindparam("own", type_=Uuid)), literal(-1).label("place"))
    .union_all(
        select(slug_in(GroupPurpose.purpose_id), GroupPurpose.position).where(
            GroupPurpose.group_id == bindparam("group"), GroupPurpose.purpose_id != bindparam("own", type_=Uuid)
        )
    )
    .order_by("place")
)
"""The purpose of belonging, then the optional ones."""


def gate_of(found: Group, language: str) -> GroupGate:
    """A group with all it shows and asks.

    Args:
        found: its row.
        language: of the notices, where they are worded in it.
    """
    worded = offers(session().scalars(_PURPOSES, {"group": found.id, "own": found.purpose_id}).all(), language)
    return GroupGate(
        group=found,
        rules=rules_of(found.id),
        questions=asked_by(found.id),
        membership=worded[0],
        optional=tuple(worded[1:]),
    )


_NEWEST_RULES = (
    select(GroupRules).where(GroupRules.group_id == bindparam("group")).order_by(GroupRules.version.desc()).limit(1)
)


def rules_of(group_id: UUID) -> GroupRules:
    """The newest version of a group's rules."""
    return session().scalars(_NEWEST_RULES, {"group": group_id}).one()


_RUNS = (
    select(Appointment)
    .where(Appointment.group_id == bindparam("group"))
    .order_by(Appointment.role.desc(), Appointment.since)
)


def runs(group_id: UUID) -> Sequence[Appointment]:
    """Who runs a group, owners first."""
    return session().scalars(_RUNS, {"group": group_id}).all()


def names_of(group_id: UUID) -> dict[UUID, str]:
    """The names by which those who run a group are known in it, by account."""
    return {one.account_id: one.name for one in runs(group_id)}


def belongs_to(group_id: UUID) -> ColumnElement[bool]:
    """The condition that a membership of this group has begun."""
    return (Membership.group_id == group_id) & (Membership.begins_at <= clock.now())


def membership(group_id: UUID, person: UUID) -> Membership | None:
    """The membership of a person, once it has begun; None otherwise.

    Args:
        group_id: the group's id.
        person: the person's.
    """
    return session().scalar(select(Membership).where(belongs_to(group_id), Membership.person_id == person))


def run_by(account: UUID, *, every: bool) -> Sequence[Group]:
    """The groups somebody runs, by their title.

    Args:
        account: the member of staff's id.
        every: whether they run all there are.
    """
    mine = select(Group).order_by(Group.title)
    if not every:
        mine = mine.join(Appointment).where(Appointment.account_id == account)
    return session().scalars(mine).all()


def member(membership_id: UUID) -> Membership:
    """The membership of that id, begun or not.

    Raises:
        NoResultFound: there is none.
    """
    return session().get_one(Membership, membership_id)


def departures_by_week(group_id: UUID, bounds: Sequence[datetime]) -> list[int]:
    """How many left a group in each week.

    Args:
        group_id: the group's.
        bounds: as for `foundation.weeks.by_week`.
    """
    return by_week(Departure.at, bounds, Departure.group_id == group_id)


def moderators() -> Sequence[UUID]:
    """The accounts of all who run a group, each once."""
    return session().scalars(select(Appointment.account_id).distinct()).all()


def may_see_addresses(group_id: UUID, account_id: UUID | None) -> bool:
    """Whether whoever runs a group sees the addresses of those who ask to join it.

    Args:
        group_id: the group's.
        account_id: the moderator's; nobody's when None.
    """
    mine = (Appointment.group_id == group_id, Appointment.account_id == account_id)
    return bool(session().scalar(select(Appointment.sees_addresses).where(*mine)))


def member_names(membership_ids: Collection[UUID]) -> dict[UUID, str]:
    """The names by which these members are known in their group, by membership; who is erased is left out."""
    found = session().scalars(select(Membership).where(Membership.id.in_(membership_ids))).all()
    keys = installation().vault.keys_of({one.person_id for one in found})
    return {one.id: name_in(keys[one.person_id], one) for one in found if one.person_id in keys}


def name_in(key: PersonKey, row: MembershipRow) -> str:
    """The name by which a member is known in their group.

    Args:
        key: the person's.
        row: the membership.
    """
    return key.open(Membership.name, row.id, row.name)


def titles(_language: str) -> dict[UUID, str]:
    """What every group is called, by its id."""
    return dict(session().execute(select(Group.id, Group.title)).all())
