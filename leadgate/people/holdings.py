"""What a person may hold, by room: rooms that give things say so here, rooms that ask about them need not know them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Holdable:
    """Something a person can hold, and what it is called."""

    id: UUID
    title: str
    path: str
    """Of the page where one gets it."""


@dataclass(frozen=True, slots=True)
class _Room:
    holds: Callable[[UUID, UUID], bool]
    everything: Callable[[], Iterable[Holdable]]


_rooms: list[_Room] = []


def declare(holds: Callable[[UUID, UUID], bool], everything: Callable[[], Iterable[Holdable]]) -> None:
    """Say how to tell whether a person holds a thing of this room, and which things there are."""
    _rooms.append(_Room(holds, everything))


def holds(person: UUID, thing: UUID) -> bool:
    """Whether a person holds a thing now, whichever room it is of."""
    return any(room.holds(person, thing) for room in _rooms)


def everything() -> list[Holdable]:
    """All there is to hold."""
    return [one for room in _rooms for one in room.everything()]
