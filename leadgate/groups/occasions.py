"""After joining a group somebody can be asked how it was."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from leadgate.foundation.db import session
from leadgate.groups.models import Group, Membership
from leadgate.questions.occasions import Occasion, declare


def _places() -> list[tuple[UUID, str]]:
    return [(group.id, group.title) for group in session().scalars(select(Group).order_by(Group.title))]


def _between(group: UUID | None, begins: datetime, ends: datetime) -> Select[UUID]:
    found = select(Membership.person_id).where(Membership.begins_at >= begins, Membership.begins_at < ends).distinct()
    return found.where(Membership.group_id == group) if group else found


declare(Occasion("joining", _("joining a group"), _places, _between))
