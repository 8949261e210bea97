"""What the people room tells rooms above it, and one of its acts another, inside the same transaction."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OptedOut:
    """A person's data is handed to nobody from now on."""

    person: UUID


@dataclass(frozen=True, slots=True)
class AwaitedHolderCame:
    """Somebody has become known by an address for which something stands."""

    person: UUID
    address_index: bytes
