"""Rows whose place in their table does not tell when they came.

SQLite numbers rows in the order they are written (`rowid`), beside any id they have. PostgreSQL has no such number; in
which order its pages were filled is seen by whoever reads its files, until they are written anew.
"""

import secrets
from functools import cache
from uuid import UUID

from sqlalchemy import TextClause, Uuid, bindparam, text

from leadgate.foundation.db import database, write
from leadgate.foundation.sql.tables import Base

PLACES = 2**62


def scatter(table: type[Base], row: UUID) -> None:
    """Give a row of the act at work a random place in its table.

    Args:
        table: its class, with an `id`.
        row: its id.

    Raises:
        OutsideOfAct: no act is at work.
    """
    if database().is_sqlite:
        # Below zero, so that the numbers of other rows go on from where they are.
        write(_moving(table.__tablename__), {"mine": row, "place": -1 - secrets.randbelow(PLACES)})


@cache
def _moving(table: str) -> TextClause:
    moving = text(f"UPDATE {table} SET rowid = :place WHERE id = :mine")  # noqa: S608 - a table's name, not a value
    return moving.bindparams(bindparam("mine", type_=Uuid()))
