"""What the room tells rooms above it, inside the same transaction."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OptedOut:
    """A person's data is handed to nobody from now on."""

    person: UUID
