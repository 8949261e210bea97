"""Reading what came back of letters."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, exists, select

from leadgate.bounces.models import ReturnedCount, UnreachableReader
from leadgate.foundation.db import session
from leadgate.people.access import listed


def letters_return(people: FromClause) -> ColumnElement[bool]:
    """The condition that letters to somebody came back for good, and nothing was heard of them since.

    Args:
        people: as `people.access.listed` has them.
    """
    return exists().where(UnreachableReader.person_id == people.c.id, UnreachableReader.since >= people.c.last_active)


def is_reached(person: ColumnElement[UUID], _purpose: str) -> ColumnElement[bool]:
    """The condition that letters to somebody's address do not come back, as far as is known, before each letter.

    Args:
        person: their id.
        _purpose: not needed: who takes none takes none for any.
    """
    people = select(listed()).subquery("reached")  # the statement it becomes a part of may list people, too
    return ~exists().where(people.c.id == person, letters_return(people))


def counted(letter_id: UUID) -> dict[str, int]:
    """How much came back of a letter, by `ReturnedKind` or, of bounces, by `Undelivered`; also of who is gone by now.

    Args:
        letter_id: which.
    """
    several = select(ReturnedCount.what, ReturnedCount.count).where(ReturnedCount.letter_id == letter_id)
    return {row[0]: row[1] for row in session().execute(several)}


def came_back_since(person_id: UUID) -> datetime | None:
    """When letters to somebody were found to come back for good; None where they do not."""
    row = session().get(UnreachableReader, person_id)
    return row.since if row else None
