"""Remembering who asked before, without keeping them: a keyed hash of each group's own, with a short end."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import bindparam, select, update

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, read_row, session, write
from leadgate.groups.types import GroupRow
from leadgate.joining.errors import NotYetAgain
from leadgate.joining.models import Applicant
from leadgate.joining.queries import address_key
from leadgate.joining.types import JoinState

KEPT = timedelta(days=180)


_ONE = (Applicant.group_id == bindparam("group"), Applicant.address_key == bindparam("key"))
_KNOWN = select(Applicant.times, Applicant.again_from, Applicant.expires_at).where(*_ONE)
_CHANGES = ("outcome", "times", "at", "again_from", "expires_at")
_REMEMBER_ANEW = update(Applicant).where(*_ONE).values({name: bindparam(f"new_{name}") for name in _CHANGES})


@action
def remember(group: GroupRow, address_index: bytes, outcome: JoinState) -> None:
    """Remember how a request ended, and from when on the group may be asked again.

    Args:
        group: which was asked.
        address_index: of the applicant; kept as a hash of the group's own, for 180 days.
        outcome: the state it ended in; only who was declined has to wait.
    """
    known, now = {"group": group.id, "key": address_key(group.id, address_index)}, clock.now()
    before = read_row(_KNOWN, known)
    times = before[0] + 1 if before else 1
    wait = timedelta(days=group.again_after_days) if times < group.most_requests else KEPT
    again_from = now + wait if outcome == JoinState.DECLINED else None
    ended = {"outcome": outcome, "times": times, "at": now, "again_from": again_from, "expires_at": now + KEPT}
    if before:
        write(_REMEMBER_ANEW, known | {f"new_{name}": value for name, value in ended.items()})
    else:
        add_row(
            Applicant,
            group_id=group.id,
            address_key=address_key(group.id, address_index),
            outcome=outcome,
            times=times,
            at=now,
            again_from=again_from,
            expires_at=now + KEPT,
        )


@action
def unremember(group: UUID, address_index: bytes) -> None:
    """Take back the newest memory: the decision was undone.

    Args:
        group: the group's id.
        address_index: of the applicant.
    """
    row = session().get(Applicant, (group, address_key(group, address_index)))
    if row is None:
        return
    row.times -= 1
    row.again_from = None
    if row.times <= 0:
        session().delete(row)


def refuse_before_time(group: UUID, address_index: bytes) -> None:
    """Refuse who asks again too early.

    Args:
        group: the group's id.
        address_index: of the applicant.

    Raises:
        NotYetAgain: they were declined, and their time has not come; names when it does.
    """
    now, known = clock.now(), {"group": group, "key": address_key(group, address_index)}
    _times, again_from, expires_at = read_row(_KNOWN, known) or (0, None, now)
    if expires_at > now and again_from and again_from > now:
        raise NotYetAgain(again_from)
