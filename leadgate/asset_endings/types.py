"""What becomes of an asset, as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadgate.assets.figures import Hanging
from leadgate.next_steps.types import NextStep


@dataclass(frozen=True, slots=True)
class Ended:
    """What stands at the address of an asset that has ended."""

    headline: str
    """In the marketer's words; empty for what is usual."""
    words: str
    instead: Sequence[NextStep]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows from the end of an asset."""

    hanging: Hanging
    visits: int
    """In the last thirty days."""
    sources: Sequence[str]
    """The words of links by which they came."""
    suggested_by: Sequence[str]
    """Titles of assets whose pages lead to it, which leave it out from then on."""
    surveys: Sequence[str]
    """Titles of surveys that ask whoever has it."""
    may_be_deleted: bool
