"""What the consent room tells rooms above it, inside the same transaction."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ConsentEnded:
    """A consent was withdrawn, or has lapsed."""

    person: UUID
    purpose: UUID
