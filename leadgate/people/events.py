"""What the people room tells rooms above it, inside the same transaction."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AddressTaken:
    """Somebody has an address from now on: they have become known by it, or have changed theirs to it."""

    person: UUID
    address_index: bytes
