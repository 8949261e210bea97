"""What groups know of people: which they have joined, and when; never by which name they are known there."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from leadgate.attributes.activities import Activity
from leadgate.attributes.attributes import Attribute, AttributeSource, KnownAttributes
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.house.people_pages import Facet, Happened
from leadgate.groups.models import Group, Membership
from leadgate.groups.queries import belongs_to

MEMBER = "member"


def _traits(_language: str) -> list[Attribute]:
    groups = session().execute(select(Group.id, Group.title).order_by(Group.title))
    return [
        Attribute(f"group.{row.id}", _("The group “%(title)s”", title=row.title), {MEMBER: _("joined")})
        for row in groups
    ]


def _tell(people: Sequence[UUID], names: Collection[str]) -> Iterator[KnownAttributes]:
    columns = (Membership.person_id, Membership.group_id, Membership.begins_at)
    for row in session().execute(select(*columns).where(Membership.person_id.in_(people))):
        if (name := f"group.{row.group_id}") in names:
            yield KnownAttributes(row.person_id, row.begins_at, {name: MEMBER})


ATTRIBUTES = AttributeSource(_traits, _tell)


def _places() -> list[tuple[UUID, str]]:
    return [(group.id, group.title) for group in session().scalars(select(Group).order_by(Group.title))]


def _came(group: UUID | None) -> Select[Any, Any]:
    found = select(Membership.person_id, Membership.begins_at.label("at"))
    return found.where(Membership.group_id == group) if group else found


JOINING = Activity("joining", _("joining a group"), _places, _came)


def facets(_language: str) -> Sequence[Facet]:
    """In which group people are."""
    groups = [(str(group), title) for group, title in _places()]
    return [Facet("group", _("In the group"), groups, _who_belongs)]


def _who_belongs(group: str) -> Select[UUID]:
    return select(Membership.person_id).where(belongs_to(UUID(group)))


def told(person: UUID, _language: str) -> Iterable[Happened]:
    """Which groups somebody has joined."""
    mine = select(Group.title, Group.language, Membership.begins_at).join(Group, Group.id == Membership.group_id)
    begun = mine.where(Membership.person_id == person, Membership.begins_at <= clock.now())
    for title, language, at in session().execute(begun):
        yield Happened(at, gettext("Joined the group"), title, language)
