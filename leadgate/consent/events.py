"""What the consent room tells rooms above it, inside the same transaction."""

from dataclasses import dataclass
from uuid import UUID

from leadgate.ledger.types import ConsentEvent


@dataclass(frozen=True, slots=True)
class ConsentEnded:
    """A consent was withdrawn, or has lapsed.

    Args:
        method: how, in one word, as the ledger has it.
    """

    person: UUID
    purpose: UUID
    method: str


@dataclass(frozen=True, slots=True)
class ConsentTurned:
    """Something was said to an optional purpose that is for everybody; of nobody in particular.

    Args:
        purpose: its id.
        before: where they stood; None where they had never said anything.
        now: what was said.
        method: how, in one word, as the ledger has it.
        people: how many said it at once.
    """

    purpose: UUID
    before: ConsentEvent | None
    now: ConsentEvent
    method: str
    people: int = 1
