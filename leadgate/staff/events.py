"""What the staff room tells rooms above it, inside the same transaction."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SignedInFromNewPlace:
    """An account signed in from a network it was never seen in."""

    account: UUID


@dataclass(frozen=True, slots=True)
class StaffLeaving:
    """An account is about to be removed."""

    account: UUID
