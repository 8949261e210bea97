"""What the outbox has not done: what waits, what was given up, what was refused for good."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update

from leadgate.foundation import clock
from leadgate.foundation.background.outbox import REFUSED, OutboxItem
from leadgate.foundation.db import action, after_commit, session
from leadgate.foundation.installation import installation

MOST_SHOWN = 100


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


@action
def revive(*items: UUID) -> int:
    """Try dead letters again from the start; answers how many there were."""
    alive = {"dead_at": None, "due_at": clock.now(), "attempts": 0}
    dead = update(OutboxItem).where(OutboxItem.id.in_(items), OutboxItem.dead_at.is_not(None)).values(alive)
    after_commit(installation().wake_workers)
    return session().execute(dead).rowcount  # type: ignore[attr-defined, no-any-return]


@action
def drop(*items: UUID) -> int:
    """Give dead letters up for good; answers how many there were."""
    dead = delete(OutboxItem).where(OutboxItem.id.in_(items), OutboxItem.dead_at.is_not(None))
    return session().execute(dead).rowcount  # type: ignore[attr-defined, no-any-return]


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
