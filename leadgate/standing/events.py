"""What the room tells rooms above it, inside the same transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OptedOut:
    """A person's data is handed to nobody from now on, or from a moment on that a restore says again (UTC)."""

    person: UUID
    at: datetime | None = None
