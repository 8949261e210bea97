"""Remembering who asked before, without keeping them: a keyed hash of each group's own, with a short end."""

from datetime import timedelta
from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.groups.errors import NotYetAgain
from leadgate.groups.models import Applicant, Group, State
from leadgate.groups.queries import address_key

KEPT = timedelta(days=180)


@action
def remember(group: Group, address_index: bytes, outcome: State) -> None:
    """Remember how a request ended, and from when on the group may be asked again."""
    key, now = address_key(group.id, address_index), clock.now()
    row = session().get(Applicant, (group.id, key))
    if row is None:
        row = Applicant(group_id=group.id, address_key=key, times=0)
        session().add(row)
    row.times += 1
    row.outcome, row.at, row.expires_at = outcome, now, now + KEPT
    wait = timedelta(days=group.again_after_days) if row.times < group.most_requests else KEPT
    row.again_from = now + wait if outcome == State.DECLINED else None


@action
def unremember(group: UUID, address_index: bytes) -> None:
    """Take back the newest memory: the decision was undone."""
    row = session().get(Applicant, (group, address_key(group, address_index)))
    if row is None:
        return
    row.times -= 1
    row.again_from = None
    if row.times <= 0:
        session().delete(row)


def before(group: UUID, address_index: bytes) -> Applicant | None:
    """What is remembered of an address."""
    row = session().get(Applicant, (group, address_key(group, address_index)))
    return row if row and row.expires_at > clock.now() else None


def refuse_before_time(group: UUID, address_index: bytes) -> None:
    """Refuse who asks again too early.

    Raises:
        NotYetAgain
    """
    row = before(group, address_index)
    if row and row.again_from and row.again_from > clock.now():
        raise NotYetAgain(row.again_from)
