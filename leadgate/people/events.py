"""What the people room tells rooms above it, inside the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AddressesRefolded:
    """People are found by another index than before, with the same address: the one of today, by the one before."""

    indexes: Mapping[bytes, bytes]


@dataclass(frozen=True, slots=True)
class AddressTaken:
    """Somebody has an address from now on: they have become known by it, or have changed theirs to it."""

    person: UUID
    address_index: bytes


@dataclass(frozen=True, slots=True)
class AddressesTaken:
    """As `AddressTaken`, of many people who have become known in one act: who, by the indexes of their addresses."""

    people: Mapping[bytes, UUID]
