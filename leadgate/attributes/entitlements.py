"""What a person may hold, by room: rooms that give things say so here, rooms that ask about them need not know them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from leadgate.foundation.installation import installation


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Something a person can hold, and what it is called."""

    id: UUID
    title: str
    path: str
    """Of the page where one gets it."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a room gives: how to tell whether a person holds a thing of it, and which things there are."""

    holds: Callable[[UUID, UUID], bool]
    everything: Callable[[], Iterable[Entitlement]]


def holds(person: UUID, thing: UUID) -> bool:
    """Whether a person holds a thing now, whichever room it is of."""
    return any(source.holds(person, thing) for source in _sources())


def everything() -> list[Entitlement]:
    """All there is to hold."""
    return [one for source in _sources() for one in source.everything()]


def _sources() -> Iterable[Source]:
    return installation().house.provided("entitlements")
