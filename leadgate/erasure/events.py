"""What the erasure room tells rooms above it, inside the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AboutToErase:
    """These people are about to be erased; what is theirs is still there."""

    people: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class PeopleErased:
    """These people were just erased; the blind indexes of their addresses are all that still leads to them."""

    people: Sequence[UUID]
    indexes: Sequence[bytes]
