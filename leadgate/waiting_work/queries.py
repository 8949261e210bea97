"""What waits and what was given up, with the words of the rooms that work it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from leadgate.foundation.background import backlog
from leadgate.foundation.background.backlog import GivenUp, WaitingKind
from leadgate.foundation.house.rooms import OutboxWork
from leadgate.foundation.installation import installation


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One thing that was given up; says what, never for whom.

    Args:
        item_id: of its row.
        letter: which, where it is one.
        attempts: how often it was tried.
        dead_at: when it was given up.
    """

    item_id: UUID
    letter: str
    attempts: int
    dead_at: datetime | None


def waiting() -> list[tuple[WaitingKind, OutboxWork | None]]:
    """What waits now, by kind."""
    return [(one, work_of(one.kind)) for one in backlog.waiting_kinds()]


def given_up() -> list[tuple[GivenUp, OutboxWork | None]]:
    """What was given up, by kind and reason."""
    return [(one, work_of(one.kind)) for one in backlog.given_up()]


def dead_letters(group: GivenUp) -> Sequence[DeadLetter]:
    """Each thing of a group, the newest first, a hundred at most."""
    rows = backlog.dead_of(group.kind, group.trouble)
    return [DeadLetter(row.id, row.payload.get("letter", ""), row.attempts, row.dead_at) for row in rows]


def work_of(kind: str) -> OutboxWork | None:
    """What rows of a kind do, in words; None of a room that was taken out."""
    return installation().house.work(kind)
