"""Events: what one room tells the rooms above it, inside the act at work.

An event is a frozen dataclass in the `events.py` of the room it happens in. Who listens says so in its manifest
(`Room.listens`), so the teller knows nobody; listeners run in the order of the house, in the same transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from leadgate.foundation.limits import Limit


@dataclass(frozen=True, slots=True)
class LetterSent:
    """A letter for an optional purpose has left: whose it was, and the purpose's slug."""

    person: UUID
    purpose: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A member of staff saw something of these people.

    Args:
        people: ids.
        look: the name of the look (`lead:look`).
        by: the member of staff.
        role: as what they work here, which is why they may.
    """

    people: Sequence[UUID]
    look: str
    by: UUID
    role: str


@dataclass(frozen=True, slots=True)
class TooManyGuesses:
    """So many tokens, codes or passwords were refused that somebody is trying them out; told once a window.

    Args:
        limit: which was passed.
        ends: of its window, in UTC.
    """

    limit: "Limit"
    ends: datetime


def tell(event: object) -> None:
    """Let every room that listens for this kind of event hear it, now; what a listener raises ends the act."""
    from leadgate.foundation.installation import installation

    for listener in installation().house.listeners(type(event)):
        listener(event)
