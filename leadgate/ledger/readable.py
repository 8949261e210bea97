"""Reading rows that somebody may have filled with anything: what cannot be read is said, and stops nobody."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, Text, func, literal, not_, select, type_coerce
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import InstrumentedAttribute

from leadgate.foundation.db import database, session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import Tampered
from leadgate.foundation.keys.vault import PersonKey

MALFORMED = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, MemoryError, SQLAlchemyError)
"""What reading or comparing a value raises that is not of its column's kind."""
UNREADABLE = (Tampered, *MALFORMED)
"""What opening one raises as well."""
Key = TypeVar("Key")


def page_of(statement: Select[*tuple[Any, ...]], limit: int, offset: int = 0) -> list[Any]:
    """The rows of a statement, which is in order; None for each that holds what its columns cannot.

    Args:
        statement: what to read.
        limit: how many rows at most.
        offset: how many to pass over.
    """
    try:
        return list(session().execute(statement.limit(limit).offset(offset)).all())
    except MALFORMED:
        session().expunge_all()
        if limit == 1:
            return [None]
        # Counted first: whatever is wrong with the statement itself would be a row without end.
        there = statement.with_only_columns(literal(1), maintain_column_froms=True).limit(limit).offset(offset)
        count = session().scalar(select(func.count()).select_from(there.subquery())) or 0
        ones = (page_of(statement, 1, at) for at in range(offset, offset + count))
        return [row for one in ones for row in one]


def misspelt_moments(column: InstrumentedAttribute[datetime]) -> int:
    """How many moments stand in a column otherwise than they are written here; 0 where a database has a type for them.

    Args:
        column: of moments. As text they are compared sign by sign, so another spelling of one is in another place.
    """
    if not database().is_sqlite:
        return 0
    written = "0000-00-00 00:00:00.000000".replace("0", "[0-9]")
    otherwise = not_(type_coerce(column, Text).op("GLOB", is_comparison=True)(written))
    return session().scalar(select(func.count()).select_from(column.class_).where(otherwise)) or 0


def rows_by(
    key: InstrumentedAttribute[Key], statement: Select[*tuple[Any, ...]], at_once: int
) -> Iterator[list[tuple[Key, Any]]]:
    """Every row of a statement with its key, in the key's order, some at a time; None of a row that cannot be read.

    Args:
        key: a number or an id of its own for each row.
        statement: what to read, one row for each key.
        at_once: how many rows are read at once.
    """
    keys_page, last = select(key).order_by(key).limit(at_once), None
    while keys := session().scalars(keys_page.where(key > last) if last is not None else keys_page).all():
        rows = page_of(statement.where(key.between(keys[0], keys[-1])).order_by(key), len(keys))
        yield list(zip(keys, rows, strict=False))
        last = keys[-1]
        session().expunge_all()


def keys_of(owners: Collection[UUID]) -> dict[UUID, PersonKey]:
    """The keys of these people that are there and open.

    Args:
        owners: their ids; those whose key is gone, or does not open, are left out.
    """
    try:
        return installation().vault.keys_of(owners)
    except UNREADABLE:
        if len(owners) == 1:
            return {}
        return {owner: key for one in owners for owner, key in keys_of([one]).items()}
