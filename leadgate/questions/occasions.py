"""Occasions after which somebody can be asked how it was; each room says which it has, and for whom they came."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select

from leadgate.questions.kinds.item import Sentence

Places = Callable[[], Sequence[tuple[UUID, str]]]
"""Where it can happen: ids and titles."""
Between = Callable[[UUID | None, datetime, datetime], Select[UUID]]
"""The people for whom it came from one moment on and before another, at one place or at any, for a statement."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something people do."""

    name: str
    label: Sentence
    places: Places
    between: Between


_occasions: dict[str, Occasion] = {}


def declare(occasion: Occasion) -> None:
    """Let people be asked after this."""
    _occasions[occasion.name] = occasion


def occasions() -> list[Occasion]:
    """Every occasion there is."""
    return list(_occasions.values())


def occasion_named(name: str) -> Occasion | None:
    """The occasion of that name."""
    return _occasions.get(name)
