"""Traits: what rooms know of people that can be compared with what others said, for those who agree to be compared.

Nothing special about anybody (GDPR art. 9) is a trait: each room leaves it out before it tells.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from leadgate.foundation.installation import installation
from leadgate.questions.kinds.item import Sentence


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that can be known of somebody.

    Args:
        name: unique among all rooms, for good.
        label: what it is called.
        words: what its codes are called, where it has codes.
    """

    name: str
    label: Sentence
    words: Mapping[str, Sentence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """What one person said or did at once, and when that was.

    Args:
        values: by the name of the trait, a code or a number.
    """

    person: UUID
    at: datetime
    values: Mapping[str, str | float]


@dataclass(frozen=True, slots=True)
class Teller:
    """One room's traits, and how it tells some of them of some people, in a constant number of statements."""

    traits: Callable[[str], Sequence[Trait]]
    """In a language."""
    tell: Callable[[Sequence[UUID], Collection[str]], Iterable[Told]]


def traits(language: str) -> list[Trait]:
    """Every trait there is, in a language."""
    return [trait for teller in _tellers() for trait in teller.traits(language)]


def tell(people: Sequence[UUID], names: Collection[str]) -> Iterable[Told]:
    """What is known of some people of the traits of these names."""
    for teller in _tellers():
        yield from teller.tell(people, names)


def _tellers() -> Iterable[Teller]:
    return installation().house.provided("attributes")
