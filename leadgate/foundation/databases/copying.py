"""Copying every table to files and back, on either database: a backup of SQLite can be restored to PostgreSQL.

One file per table, a line per row, in a spelling of our own columns' types that neither database has a say in. What
is sealed is copied sealed.
"""

import gzip
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    literal,
    select,
)
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.types import TypeEngine

from leadgate.foundation.background import progress
from leadgate.foundation.errors import Refusal
from leadgate.foundation.sql.tables import Base
from leadgate.foundation.utc import UtcDateTime

ROWS_AT_ONCE = 2_000
KINDS: dict[str, tuple[type[TypeEngine[Any]], Callable[[Any], Any], Callable[[Any], Any]]] = {
    "uuid": (Uuid, str, UUID),
    "moment": (UtcDateTime, datetime.isoformat, datetime.fromisoformat),
    "bytes": (LargeBinary, lambda value: b64encode(value).decode(), b64decode),
    "date": (Date, date.isoformat, date.fromisoformat),
    "json": (JSON, lambda value: value, lambda value: value),
    "truth": (Boolean, bool, bool),
    "number": (BigInteger, int, int),
    "text": (Text, str, str),
}
"""What a column is called in the file, which type it has, how a value is written and read."""


class UnreadableRow(Refusal):
    """A row holds what its columns cannot, so a copy of it could not be put back.

    Args:
        table: the name of its table.
    """

    def __init__(self, table: str) -> None:
        super().__init__(
            f"A row of the table {table} holds what none of ours does: somebody else wrote into the database. Look "
            "with leadgate ledger verify, and end who does. No copy was made, as it could not be put back."
        )


def write_tables(connection: Connection, folder: Path, blank: Mapping[str, str]) -> dict[str, int]:
    """Write each table to a file of its own.

    Args:
        connection: reads everything as of one moment (`Database.snapshot`).
        folder: where `<table>.jsonl.gz` are written; is there already.
        blank: a column of bytes, by its table, that is written empty.

    Returns:
        How many rows each table has, by its name, parents before children.
    """
    counts, tables = {}, Base.metadata.sorted_tables
    for at, table in enumerate(tables):
        progress.done(at, len(tables))
        path = folder / f"{table.name}.jsonl.gz"
        counts[table.name] = write_table(connection, table, path, blank.get(table.name))
    return counts


def write_table(connection: Connection, table: Table, path: Path, blank: str | None = None) -> int:
    """Write a table to a file: a line of columns and then a line per row, compressed (gzip).

    Args:
        connection: reads.
        table: which.
        path: of the file.
        blank: a column of bytes that is written empty.

    Returns:
        How many rows it has.

    Raises:
        UnreadableRow: a row holds what its columns cannot.
    """
    kinds = [_kind(column) for column in table.columns]
    read = [literal(b"", LargeBinary).label(blank) if column.name == blank else column for column in table.columns]
    statement, count = select(*read).select_from(table), 0
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=3) as file:
        file.write(json.dumps([[column.name, kind] for column, kind in zip(table.columns, kinds, strict=True)]) + "\n")
        try:
            for row in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(statement):
                values = [_spelled(kind, value) for kind, value in zip(kinds, row, strict=True)]
                file.write(json.dumps(values, separators=(",", ":")) + "\n")
                count += 1
        except (ValueError, TypeError, AttributeError, StatementError) as damage:
            if isinstance(damage, DBAPIError):
                raise
            raise UnreadableRow(table.name) from damage
    return count


def read_table(connection: Connection, path: Path) -> int:
    """Read one table's file into an empty table of that name.

    Args:
        connection: writes, and does not mind the order of tables (`Database.loading`).
        path: of a file that `write_table` wrote, which is named after its table.

    Returns:
        How many rows it had.

    Raises:
        ValueError: the file is not what `write_table` wrote.
        OSError: it is not there, or is not compressed as `write_table` does it.
    """
    with gzip.open(path, "rt", encoding="utf-8") as file:
        columns = json.loads(file.readline())
    table = Table(path.name.partition(".")[0], MetaData(), *(Column(name, _type(kind)) for name, kind in columns))
    count = 0
    for batch in batches(path):
        connection.execute(table.insert(), batch)
        count += len(batch)
    return count


def batches(path: Path) -> Iterator[list[dict[str, Any]]]:
    """The rows of a table's file by the names of their columns, many at a time.

    Args:
        path: of a file that `write_table` wrote.

    Raises:
        ValueError, OSError: as `read_table`.
    """
    with gzip.open(path, "rt", encoding="utf-8") as file:
        columns = json.loads(file.readline())
        rows = (_row(columns, line) for line in file)
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            yield batch


def _row(columns: list[list[str]], line: str) -> dict[str, Any]:
    values = json.loads(line)
    return {name: _meant(kind, value) for (name, kind), value in zip(columns, values, strict=True)}


def _kind(column: Column[Any]) -> str:
    match column.type:
        case UtcDateTime():
            return "moment"
        case Integer():
            return "number"
        case String():
            return "text"
    made_of = getattr(column.type, "impl", column.type)
    return next(kind for kind, (type_, *_) in KINDS.items() if isinstance(made_of, type_))


def _type(kind: str) -> TypeEngine[Any]:
    return JSON(none_as_null=True) if kind == "json" else KINDS[kind][0]()


def _spelled(kind: str, value: Any) -> Any:
    return None if value is None else KINDS[kind][1](value)


def _meant(kind: str, value: Any) -> Any:
    return None if value is None else KINDS[kind][2](value)
