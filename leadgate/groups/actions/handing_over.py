"""Handing over: whoever leaves the staff leaves no group without an owner, and takes none with them."""

from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.foundation.permissions import Role
from leadgate.groups.actions import appointing
from leadgate.groups.models import Appointment
from leadgate.groups.types import GroupRole
from leadgate.staff import queries as staff
from leadgate.staff.events import StaffLeaving


def hand_groups_over(event: StaffLeaving) -> None:
    """Make the moderator who was there longest the owner of each group; where there is none, the owner of the site."""
    owned = select(Appointment).where(Appointment.account_id == event.account, Appointment.role == GroupRole.OWNER)
    for row in session().scalars(owned).all():
        group, others = row.group_id, _others(row.group_id, event.account)
        if any(one.role == GroupRole.OWNER for one in others):
            continue
        to = others[0].id if others else _owner_of_site(group, event.account)
        appointing.hand_over(group, to, by=None)


def _others(group: UUID, account: UUID) -> list[Appointment]:
    mine = select(Appointment).where(Appointment.group_id == group, Appointment.account_id != account)
    return list(session().scalars(mine.order_by(Appointment.since)))


def _owner_of_site(group: UUID, account: UUID) -> UUID:
    owner = next(one for one in staff.accounts(Role.OWNER) if one.id != account)
    return appointing.appoint(group, owner.id, owner.email.partition("@")[0].title(), role=GroupRole.MODERATOR)
