"""What rooms put on the pages every member of staff has: lines of the first page, first steps, what a search finds.

Each leads to a page, and is shown to whoever may open that page: so nobody counts, finds or is asked for what is
refused to them, and no room asks for roles once more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from leadgate.foundation.house.rooms import Look
from leadgate.foundation.words import Text, Words
from leadgate.foundation.words import text as _


class HomePart(Words):
    """Where on the first page a line stands, in its order."""

    WAITS = "waits", _("What waits")
    NEWS = "news", _("Since yesterday")
    NEXT = "next", _("What is next")


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of the first page.

    Args:
        sentence: in the reader's language.
        is_late: whether somebody should have looked by now.
        values: for the address of the page it leads to.
    """

    sentence: str
    is_late: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HomeLine:
    """What the first page tells of a room.

    Args:
        part: where it stands.
        endpoint: of the page it leads to, and by which it is known who reads it.
        told: what there is to tell since a moment (UTC), in a constant number of statements; nothing where nothing is.
    """

    part: HomePart
    endpoint: str
    told: Callable[[datetime], Sequence[Told]]


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Something that has to be there before people come.

    Args:
        title: what is to be done.
        why: what it is good for, in a sentence.
        is_done: whether it is, in at most one statement.
        guide: where the guides say how: `owners#brand`.
        endpoint: of the page where it is done.
        done_by: of a page that only those may open whose step it is; `endpoint` where it is empty. Without either it
            is done on the machine, by owners.
        order: smaller comes first.
        before_live: whether it is for going live, rather than for beginning.
    """

    title: Text
    why: Text
    is_done: Callable[[], bool]
    guide: str
    endpoint: str = ""
    done_by: str = ""
    order: int = 50
    before_live: bool = False


@dataclass(frozen=True, slots=True)
class FoundThing:
    """Something a search found.

    Args:
        title: what it is called.
        values: for the address of its page.
        about: a word or two beside it.
        person: whose data it shows, if it does.
        language: of the title, where it is not the reader's (BCP 47).
    """

    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""
    person: UUID | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Finder:
    """What a search finds of a room.

    Args:
        title: stands above what is found.
        endpoint: of the page each hit leads to, and by which it is known who may find it.
        find: what fits what was typed, in a constant number of statements; the best first, `MOST_HITS` at most.
        look: where hits show data of people: how that is entered in the log of looks.
    """

    title: Text
    endpoint: str
    find: Callable[[str], Sequence[FoundThing]]
    look: Look | None = None


MOST_HITS = 20
