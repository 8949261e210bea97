"""Appointing: who runs a group, and under which name its members know them."""

from uuid import UUID

from sqlalchemy import select

from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import lock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.groups.actions.naming import refuse_taken_name
from leadgate.groups.errors import LastGroupOwner
from leadgate.groups.models import Appointment, Group
from leadgate.groups.types import GroupRole


@action
def appoint(
    group: UUID,
    account: UUID,
    name: str,
    *,
    role: GroupRole = GroupRole.MODERATOR,
    sees_addresses: bool = False,
    by: UUID | None = None,
) -> UUID:
    """Let a member of staff run a group, or change how.

    Args:
        group: the group's id.
        account: the member of staff's.
        name: by which members know them.
        role: what they may do there.
        sees_addresses: whether they may see members' mail addresses.
        by: who appoints them; None on the command line.

    Returns:
        The id of the appointment.

    Raises:
        NameTaken: a member or a moderator has that name, or one that looks like it.
        LastGroupOwner: the only owner would be none any more.
    """
    lock(Group, group)  # who owns it is decided by one at a time
    mine = select(Appointment).where(Appointment.group_id == group, Appointment.account_id == account)
    row = session().scalar(mine)
    key = refuse_taken_name(group, name, but=row.id if row else None)
    if row is None:
        row = Appointment(
            id=new_id(),
            group_id=group,
            account_id=account,
            role=role,
            name=name,
            name_key=key,
            sees_addresses=sees_addresses,
            since=clock.now(),
        )
        session().add(row)
    elif row.role == GroupRole.OWNER != role and _is_last_owner(row):
        raise LastGroupOwner
    row.role, row.name, row.name_key, row.sees_addresses = role, name, key, sees_addresses
    session().flush()
    audit.record(f"group:appoint-{role}", actor=by, subject=group)
    return row.id


@action
def dismiss(group: UUID, appointment: UUID, *, by: UUID | None = None) -> None:
    """Let somebody run a group no longer; doing it twice is doing it once.

    Args:
        group: the group's id; another group's appointment stays.
        appointment: the appointment's.
        by: who dismisses them; None on the command line.

    Raises:
        LastGroupOwner: hand the group over first.
    """
    lock(Group, group)
    row = session().get(Appointment, appointment, populate_existing=True)
    if row is None or row.group_id != group:
        return
    if row.role == GroupRole.OWNER and _is_last_owner(row):
        raise LastGroupOwner
    session().delete(row)
    audit.record("group:dismiss", actor=by, subject=row.group_id)


@action
def hand_over(group: UUID, to: UUID, *, by: UUID | None = None) -> None:
    """Make somebody who runs a group its owner; whoever was stays as a moderator.

    Args:
        group: the group's id.
        to: an appointment of this group.
        by: who hands it over; None on the command line.
    """
    lock(Group, group)
    rows = session().scalars(select(Appointment).where(Appointment.group_id == group)).all()
    for row in rows:
        if row.id == to:
            row.role = GroupRole.OWNER
        elif row.role == GroupRole.OWNER:
            row.role = GroupRole.MODERATOR
    audit.record("group:hand-over", actor=by, subject=group)


def _is_last_owner(row: Appointment) -> bool:
    others = select(Appointment.id).where(
        Appointment.group_id == row.group_id, Appointment.role == GroupRole.OWNER, Appointment.id != row.id
    )
    return session().scalar(others.limit(1)) is None
