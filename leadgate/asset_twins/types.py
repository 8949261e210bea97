"""Twins as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from leadgate.understanding.figures import Compared


@dataclass(frozen=True, slots=True)
class Twin:
    """One page of a family.

    Args:
        slug: empty while it was never published and is only typed.
    """

    asset_id: UUID
    title: str
    language: str
    slug: str = ""
    is_open: bool = False
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class StillCopied:
    """What of a draft is still that of the page it was made from."""

    other: Twin
    is_text: bool
    is_file: bool


@dataclass(frozen=True, slots=True)
class TwinFigures:
    """How far visits of one page got in the last thirty days, and how many people have what it offers."""

    twin: Twin
    figures: Compared
    leads: int


@dataclass(frozen=True, slots=True)
class FamilyFigures:
    """The same of all pages of a family, each and together; who has it in two languages is one lead."""

    each: Sequence[TwinFigures]
    figures: Compared
    leads: int
