"""Closing a group: told in advance, called off until the day, and on the day everything said in it goes."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation import audit, clock
from leadgate.foundation.background.fanout import Fanout
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.events import tell
from leadgate.foundation.ids import new_id
from leadgate.groups import mail
from leadgate.groups.actions.leaving import end_membership
from leadgate.groups.errors import ClosesTooSoon, NoSuchGroup
from leadgate.groups.events import GroupEnds
from leadgate.groups.models import Group, Membership

SOONEST = timedelta(days=14)
TO_MEMBERS = Fanout("groups.tell_members", Membership.id)
BATCH = 200


@action
def announce_end(group: UUID, days: int, *, by: UUID) -> None:
    """Say when a group ends; every member is told at once, what ends and what they can do until then.

    Args:
        group: the group's id.
        days: until it ends, from now; fourteen at least.
        by: the member of staff.

    Raises:
        ClosesTooSoon: members could not take with them what they said.
        NoSuchGroup: there is none, or it has ended.
    """
    row = _open_group(group)
    if timedelta(days=days) < SOONEST:
        raise ClosesTooSoon
    row.closes_at = clock.now() + timedelta(days=days)
    audit.record("group:announce-end", actor=by, subject=group)
    _tell_all(group)


@action
def call_off(group: UUID, *, by: UUID) -> None:
    """Let a group go on that was to end; every member is told. Where none was to end, nothing happens.

    Args:
        group: the group's id.
        by: the member of staff.

    Raises:
        NoSuchGroup: there is none, or it has ended.
    """
    row = _open_group(group)
    if row.closes_at is None:
        return
    row.closes_at = None
    audit.record("group:call-off-end", actor=by, subject=group)
    _tell_all(group)


def _open_group(group: UUID) -> Group:
    row = locked(Group, group)
    if row is None or row.closed_at is not None:
        raise NoSuchGroup
    return row


def _tell_all(group: UUID) -> None:
    TO_MEMBERS.begin(group=group, word=new_id())


@action
def tell_some(group: str, word: str, after: str) -> None:
    """Tell some of the members, and leave the rest to the next round.

    Args:
        group: the group's id, as text.
        word: what makes this telling one of its own.
        after: the membership the round before ended with, as text.
    """
    mine = select(Membership).where(Membership.group_id == UUID(group))
    for row in TO_MEMBERS.batch(mine, after, group=group, word=word):
        mail.tell_ending(row, word)


def close_due() -> int:
    """End the groups whose day has come, in acts of a batch each; answers how many ended."""
    due = select(Group.id).where(Group.closes_at <= clock.now(), Group.closed_at.is_(None))
    groups = session().scalars(due).all()
    for group in groups:
        while _end_some(group):
            pass
    return len(groups)


@action
def _end_some(group: UUID) -> bool:
    """End some memberships, and the rest with the last of them; whether there is more to do."""
    mine = select(Membership).where(Membership.group_id == group).order_by(Membership.id).limit(BATCH)
    members = session().scalars(mine).all()
    for row in members:
        end_membership(row, method="group-ended")
    tell(ends := GroupEnds(group, BATCH))
    if members or ends.has_more:
        return True
    session().get_one(Group, group).closed_at = clock.now()
    audit.record("group:ended", actor=None, subject=group)
    return False
