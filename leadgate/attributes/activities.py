"""Activities: what people do, after which they can be asked how it was, and which can make them good leads; each room
says which it has, and for whom they came.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask_babel import gettext
from sqlalchemy import Select, select

from leadgate.foundation.installation import installation

if TYPE_CHECKING:
    from flask_babel import LazyString

Places = Callable[[], Sequence[tuple[UUID, str]]]
"""Where it can happen: ids and titles."""
Came = Callable[[UUID | None], Select[Any, Any]]
"""For whom and when it came, at one place or at any, for a statement: a row with `person_id` and `at` each time."""


@dataclass(frozen=True, slots=True)
class Activity:
    """Something people do."""

    name: str
    label: "LazyString | str"
    places: Places
    came: Came

    def between(self, place: UUID | None, begins: datetime, ends: datetime) -> Select[UUID]:
        """The people for whom it came from one moment on and before another, for a statement."""
        every = self.came(place).subquery()
        return select(every.c.person_id).where(every.c.at >= begins, every.c.at < ends).distinct()


def declared() -> list[Activity]:
    """Every activity the rooms declare."""
    return list(installation().house.provided("activities"))


def activity_named(name: str) -> Activity | None:
    """The occasion of that name."""
    return next((one for one in declared() if one.name == name), None)


def choices() -> list[tuple[str, str]]:
    """Each occasion anywhere and at each of its places, as `name` or `name:place` with what it is called."""
    found = []
    for one in declared():
        found.append((one.name, str(one.label)))
        found += [(f"{one.name}:{place}", f"{one.label}{gettext(': ')}{title}") for place, title in one.places()]
    return found


def chosen(value: str) -> tuple[str, UUID | None]:
    """The name and the place of a choice; a place that is none is none."""
    name, _colon, place = value.partition(":")
    return name, UUID(place) if len(place) == 36 else None
