"""Inserts that can say what becomes of a row that is there already."""

from collections.abc import Mapping

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect

from leadgate.foundation.db import database, session
from leadgate.foundation.sql.tables import Base


def upsert(table: type[Base] | Table) -> sqlite_dialect.Insert | postgresql.Insert:
    """An insert that can say what becomes of a row that is there already (`ON CONFLICT`), for the database at work."""
    return sqlite_dialect.insert(table) if database().is_sqlite else postgresql.insert(table)


def put_row(table: type[Base], keys: Mapping[str, object], values: Mapping[str, object]) -> None:
    """Put a row there, or let the one that is there say this from now on.

    Args:
        table: into which.
        keys: what makes it this row, by column.
        values: what it says, by column.
    """
    row = upsert(table).values({**keys, **values})
    session().execute(row.on_conflict_do_update(index_elements=[*keys], set_=dict(values)))


def count_one_more(table: type[Base], **keys: object) -> None:
    """Add one to the `count` of a row, which begins with it.

    Args:
        table: of counts.
        keys: what makes it this row, by column.
    """
    row = upsert(table).values({**keys, "count": 1})
    session().execute(row.on_conflict_do_update(index_elements=[*keys], set_={"count": table.__table__.c.count + 1}))
