"""Inserts that can say what becomes of a row that is there already."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect

from leadgate.foundation.db import database
from leadgate.foundation.sql.tables import Base


def upsert(table: type[Base] | Table) -> sqlite_dialect.Insert | postgresql.Insert:
    """An insert that can say what becomes of a row that is there already (`ON CONFLICT`), for the database at work."""
    return sqlite_dialect.insert(table) if database().is_sqlite else postgresql.insert(table)
