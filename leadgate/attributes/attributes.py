"""Attributes: what rooms know of people that can be compared with what others said, for those who agree to be compared.

Nothing special about anybody (GDPR art. 9) is an attribute: each room leaves it out before it tells.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from leadgate.foundation.installation import installation

if TYPE_CHECKING:
    from flask_babel import LazyString


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing that can be known of somebody.

    Args:
        name: unique among all rooms, for good.
        label: what it is called.
        words: what its codes are called, where it has codes.
    """

    name: str
    label: "LazyString | str"
    words: Mapping[str, "LazyString | str"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownAttributes:
    """What one person said or did at once, and when that was.

    Args:
        values: by the name of the attribute, a code or a number.
    """

    person: UUID
    at: datetime
    values: Mapping[str, str | float]


@dataclass(frozen=True, slots=True)
class AttributeSource:
    """One room's attributes, and how it tells some of them of some people, in a constant number of statements."""

    attributes: Callable[[str], Sequence[Attribute]]
    """In a language."""
    tell: Callable[[Sequence[UUID], Collection[str]], Iterable[KnownAttributes]]


def declared(language: str) -> list[Attribute]:
    """Every trait there is, in a language."""
    return [attribute for source in _sources() for attribute in source.attributes(language)]


def tell(people: Sequence[UUID], names: Collection[str]) -> Iterable[KnownAttributes]:
    """What is known of some people of the attributes of these names."""
    for source in _sources():
        yield from source.tell(people, names)


def _sources() -> Iterable[AttributeSource]:
    return installation().house.provided("attributes")
