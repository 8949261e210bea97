"""Expiring: nobody waits for ever, and nobody is left without a word before their request ends."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, select

from leadgate.consent.actions.answering import withdraw
from leadgate.foundation import clock
from leadgate.foundation.background.fanout import Fanout
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.groups import queries as groups
from leadgate.groups.events import GroupEnds, RulesChanged
from leadgate.groups.queries import rules_of
from leadgate.joining import mail
from leadgate.joining.actions.moving import forget_answers, move
from leadgate.joining.errors import DecidedMeanwhile
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import LIVE, JoinState

WARNED = timedelta(days=3)
TO_WAITING = Fanout("joining.tell_waiting", MembershipRequest.id)
BATCH = 200


@action
def warn_batch() -> int:
    """Tell those whose requests end within three days, once; answers how many there were."""
    now = clock.now()
    due = _live().where(MembershipRequest.lapses_at <= now + WARNED, MembershipRequest.warned_at.is_(None))
    rows = session().scalars(due.order_by(MembershipRequest.lapses_at).limit(BATCH)).all()
    for row in rows:
        row.warned_at = now
        mail.warn(row)
    return len(rows)


def expire_due() -> int:
    """End requests that nobody answered in time, each in an act of its own; answers how many ended."""
    due = _live().where(MembershipRequest.lapses_at <= clock.now()).order_by(MembershipRequest.lapses_at)
    rows = session().scalars(due.limit(BATCH)).all()
    return sum(_expire(row.id) for row in rows)


def end_all(event: GroupEnds) -> None:
    """End some of what waits in a group that has ended."""
    mine = _live().where(MembershipRequest.group_id == event.group_id).limit(event.most)
    ended = [_expire(row.id) for row in session().scalars(mine).all()]
    event.has_more = event.has_more or any(ended)


@action
def _expire(request: UUID) -> bool:
    try:
        row = move(request, JoinState.EXPIRED, rule="lapsed")
    except DecidedMeanwhile:
        return False
    forget_answers(row)
    group = groups.group(row.group_id)
    withdraw(installation().vault.key_of(row.subject_id), group.purpose_id, method="lapsed")
    mail.tell_lapsed(row)
    return True


@action
def tell_waiting(event: RulesChanged) -> None:
    """Have everybody told who waits that the rules or the questions have changed."""
    TO_WAITING.begin(group=event.group_id)


@action
def tell_some(group: str, after: str) -> None:
    """Tell some of them, and leave the rest to the next round.

    Args:
        group: the group's id, as text.
        after: the request the round before ended with, as text.
    """
    version = rules_of(UUID(group)).version
    for row in TO_WAITING.batch(_live().where(MembershipRequest.group_id == UUID(group)), after, group=group):
        mail.tell_changed(row, version)


def _live() -> Select[MembershipRequest]:
    return select(MembershipRequest).where(MembershipRequest.state.in_(LIVE))
