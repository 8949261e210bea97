"""What rooms know of people outside, for the staff's pages about them: by what to choose some, what happened to one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Select

if TYPE_CHECKING:
    from flask_babel import LazyString

    from leadgate.foundation.words import Text


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing by which people can be chosen.

    Args:
        name: unique among all rooms, for good: it stands in addresses and in what was saved.
        label: what it is called.
        choices: each value, and what it is called.
        who: the ids of the people that fit a value, for a statement, found by an index.
        others: values that everybody fits but those whom `who` finds.
    """

    name: str
    label: "LazyString | Text | str"
    choices: Sequence[tuple[str, object]]
    who: Callable[[str], Select[Any]]
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened to somebody, or was done by them.

    Args:
        at: when, in UTC.
        what: a few words in the reader's language.
        about: of which asset, group, survey or purpose, by its title.
        language: of that title, where it is not the reader's (BCP 47).
        by: the account of whoever of the staff did it.
        receipt: the entry of the ledger that proves it.
        said: what they answered with it: each question, and the answer.
    """

    at: datetime
    what: str
    about: str = ""
    language: str | None = None
    by: UUID | None = None
    receipt: UUID | None = None
    said: Sequence[tuple[str, str]] = ()


Facets = Callable[[str], Sequence[Facet]]
"""What a room declares as `facets`: those it has, in a language."""
Timeline = Callable[[UUID, str], Iterable[Happened]]
"""What a room declares as `timelines`: what it tells of a person, in a language, in a constant number of statements."""
