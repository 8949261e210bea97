"""What a run is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID


class RunState(StrEnum):
    """How a run stands."""

    WAITING = "waiting"
    AT_WORK = "at-work"
    DONE = "done"
    FAILED = "failed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class RunAsked:
    """What whoever does a run is told.

    Args:
        id: of the run.
        about: what it is about, in a few words of the room that does it; empty where it is about everything.
        by: the account that asked for it.
    """

    id: UUID
    about: str
    by: UUID | None


RunWork = Callable[[RunAsked], dict[str, Any]]
"""Does a run, and answers what came of it, as JSON."""
