"""Joining a group is an activity: to ask how it is, and to see what good leads did."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from leadgate.foundation.db import session
from leadgate.groups.models import Group, Membership
from leadgate.people.activities import Activity


def _places() -> list[tuple[UUID, str]]:
    return [(group.id, group.title) for group in session().scalars(select(Group).order_by(Group.title))]


def _came(group: UUID | None) -> Select[Any, Any]:
    found = select(Membership.person_id, Membership.begins_at.label("at"))
    return found.where(Membership.group_id == group) if group else found


JOINING = Activity("joining", _("joining a group"), _places, _came)
