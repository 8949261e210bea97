"""What the outbox has not done: what waits, what was given up, what was refused for good."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Delete, Select, Update, delete, func, select, update

from leadgate.foundation import audit, clock
from leadgate.foundation.background.outbox import REFUSED, OutboxItem
from leadgate.foundation.db import action, after_commit, session
from leadgate.foundation.installation import installation

MOST_SHOWN, IDS_AT_ONCE = 100, 1_000


def refused() -> Sequence[OutboxItem]:
    """What was refused for good, newest first, a hundred at most; says what and with which code, never for whom."""
    no_more = select(OutboxItem).where(OutboxItem.dead_at.is_not(None), OutboxItem.trouble.startswith(REFUSED))
    return session().scalars(no_more.order_by(OutboxItem.dead_at.desc()).limit(MOST_SHOWN)).all()


def refused_count() -> int:
    """How much was refused for good."""
    no_more = (OutboxItem.dead_at.is_not(None), OutboxItem.trouble.startswith(REFUSED))
    return session().scalar(select(func.count()).where(*no_more)) or 0


def dead_letters() -> Sequence[OutboxItem]:
    """What was given up, oldest first; says what and why, never for whom."""
    return session().scalars(select(OutboxItem).where(OutboxItem.dead_at.is_not(None)).order_by(OutboxItem.id)).all()


def letters_sent_to(person: UUID) -> Sequence[datetime]:
    """When letters left that were for somebody, in UTC; of the last day, for longer nobody knows."""
    mine = (OutboxItem.owner == person, OutboxItem.kind == "mail", OutboxItem.done_at.is_not(None))
    return [at for at in session().scalars(select(OutboxItem.done_at).where(*mine)) if at]


def waiting(kind: str) -> Sequence[dict[str, str]]:
    """What is to be done of one kind and is not done, given up or not: what its handler takes, oldest first."""
    undone = select(OutboxItem.payload).where(OutboxItem.kind == kind, OutboxItem.done_at.is_(None))
    return session().scalars(undone.order_by(OutboxItem.id)).all()


def done_now(kind: str, act: Callable[..., None]) -> int:
    """Do at once what waits of one kind, and leave it waiting: it is done again in its turn.

    Args:
        kind: whose payloads are taken.
        act: what does it, and does no harm twice; a payload is its arguments.

    Returns:
        How many cannot be read: somebody else has written there. The rest is done all the same.
    """
    return sum(not _is_done(act, one) for one in waiting(kind))


def _is_done(act: Callable[..., None], payload: dict[str, str]) -> bool:
    try:
        act(**payload)
    except (TypeError, ValueError, LookupError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class WaitingKind:
    """What is to be done of one kind: how much, since when the oldest is due, and how much of it failed before."""

    kind: str
    count: int
    due_at: datetime
    failed: int


def waiting_kinds() -> list[WaitingKind]:
    """What waits now, by kind, in one statement; work that is put off to a later moment is not waiting."""
    counted = select(OutboxItem.kind, func.count(), func.min(OutboxItem.due_at))
    failed = func.count().filter(OutboxItem.trouble.is_not(None))
    rows = session().execute(counted.add_columns(failed).where(OutboxItem.due_at <= clock.now()).group_by("kind"))
    return sorted((WaitingKind(*row) for row in rows), key=lambda one: one.due_at)


@dataclass(frozen=True, slots=True)
class GivenUp:
    """What was given up of one kind for one reason: how much, the first time and the last."""

    kind: str
    trouble: str | None
    count: int
    first_at: datetime
    last_at: datetime

    @property
    def is_refused(self) -> bool:
        """Whether it was refused for good, rather than given up."""
        return (self.trouble or "").startswith(REFUSED)


def given_up() -> list[GivenUp]:
    """What was given up, by kind and reason, the newest first, in one statement."""
    when = (func.min(OutboxItem.dead_at), func.max(OutboxItem.dead_at))
    counted = select(OutboxItem.kind, OutboxItem.trouble, func.count(), *when).where(OutboxItem.dead_at.is_not(None))
    found = session().execute(counted.group_by(OutboxItem.kind, OutboxItem.trouble))
    groups = (GivenUp(kind, why, count, first, last) for kind, why, count, first, last in found if first and last)
    return sorted(groups, key=lambda one: one.last_at, reverse=True)


def dead_of(kind: str, trouble: str | None) -> Sequence[OutboxItem]:
    """What was given up of one kind for one reason, the newest first, a hundred at most.

    Args:
        kind: of the rows.
        trouble: as it stands on them.
    """
    mine = _given_up(kind, trouble).order_by(OutboxItem.dead_at.desc()).limit(MOST_SHOWN)
    return session().scalars(mine).all()


def ids_given_up(kind: str, trouble: str | None) -> Sequence[UUID]:
    """The ids of all of them.

    Args:
        kind, trouble: as for `dead_of`.
    """
    return session().scalars(_given_up(kind, trouble).with_only_columns(OutboxItem.id)).all()


def _given_up(kind: str, trouble: str | None) -> Select[OutboxItem]:
    reason = OutboxItem.trouble == trouble if trouble else OutboxItem.trouble.is_(None)
    return select(OutboxItem).where(OutboxItem.dead_at.is_not(None), OutboxItem.kind == kind, reason)


@action
def revive(*items: UUID, by: UUID | None = None) -> int:
    """Try dead letters again from the start.

    Args:
        items: which.
        by: the account that does it; None for whoever runs the command.

    Returns:
        How many there were.
    """
    audit.record("outbox:retry", actor=by, subject=items[0] if len(items) == 1 else None)
    alive = {"dead_at": None, "due_at": clock.now(), "attempts": 0}
    after_commit(installation().wake_workers)
    return _changed(update(OutboxItem).values(alive), items)


@action
def drop(*items: UUID, by: UUID | None = None) -> int:
    """Give dead letters up for good.

    Args:
        items, by: as for `revive`.

    Returns:
        How many there were.
    """
    audit.record("outbox:drop", actor=by, subject=items[0] if len(items) == 1 else None)
    return _changed(delete(OutboxItem), items)


def _changed(change: Update | Delete, items: Sequence[UUID]) -> int:
    """Change dead letters by their ids, so many at once as a statement may name; answers how many there were."""
    count = 0
    for at in range(0, len(items), IDS_AT_ONCE):
        mine = (OutboxItem.id.in_(items[at : at + IDS_AT_ONCE]), OutboxItem.dead_at.is_not(None))
        count += session().execute(change.where(*mine)).rowcount  # type: ignore[attr-defined]
    return count


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits: due rows, dead letters, what was refused for good, the age of the oldest due row in seconds."""

    due: int
    dead: int
    refused: int
    oldest_seconds: float


def backlog() -> Backlog:
    """What waits right now."""
    now = clock.now()
    due, oldest = (
        session().execute(select(func.count(), func.min(OutboxItem.due_at)).where(OutboxItem.due_at <= now)).one()
    )
    ended = select(func.count(), func.count().filter(OutboxItem.trouble.startswith(REFUSED)))
    dead, no_more = session().execute(ended.where(OutboxItem.dead_at.is_not(None))).one()
    return Backlog(due, dead - no_more, no_more, (now - oldest).total_seconds() if oldest else 0.0)
