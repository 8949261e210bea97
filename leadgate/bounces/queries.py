"""Reading what came back of letters."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, exists, select

from leadgate.bounces.models import UnreachableReader
from leadgate.foundation.db import session
from leadgate.people.access import listed


def letters_return(people: FromClause) -> ColumnElement[bool]:
    """The condition that letters to somebody came back for good, and nothing was heard of them since.

    Args:
        people: as `people.access.listed` has them.
    """
    return exists().where(UnreachableReader.person_id == people.c.id, UnreachableReader.since >= people.c.last_active)


def takes_letters(person_id: UUID, _purpose: str) -> bool:
    """Whether letters to somebody's address do not come back, as far as is known.

    Args:
        person_id: the person's id.
    """
    people = listed()
    return session().scalar(select(people.c.id).where(people.c.id == person_id, letters_return(people))) is None


def came_back_since(person_id: UUID) -> datetime | None:
    """When letters to somebody were found to come back for good; None where they do not."""
    row = session().get(UnreachableReader, person_id)
    return row.since if row else None
