"""Statements worked out once for a driver: their text, and how values become what it takes and gives.

SQLAlchemy's way from a statement to the driver costs more than SQLite does for the row; where the same statement is run
by every request, it is worth walking once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Executable, LargeBinary, Select, Table, insert
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Process = Callable[[Any], Any] | None
COPIED_FROM = 50
"""From so many rows on COPY is cheaper than a statement for each."""
MOST_STATEMENTS = 1_000
"""What is kept; a statement made anew each time would cost memory without end."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One statement, for one driver."""

    text: str
    takes: tuple[tuple[str, Process], ...]
    fixed: Mapping[str, Any]
    """Values that the statement itself or the table's columns bring."""
    gives: tuple[Process, ...]
    by_place: bool
    """Whether values are told by their place (SQLite) or by their name (PostgreSQL)."""
    copied: str = ""
    """How many new rows are handed over at once (PostgreSQL's COPY); empty for what is no insert, or cannot."""

    def bound(self, row: Mapping[str, Any]) -> Any:
        """The values of a row as the driver takes them.

        Raises:
            KeyError: a value is missing.
            TypeError: a column refuses it.
        """
        given = {**self.fixed, **row} if self.fixed else row
        if self.by_place:
            return [process(given[name]) if process else given[name] for name, process in self.takes]
        return {name: process(given[name]) if process else given[name] for name, process in self.takes}

    def run(self, driver: Any, rows: Sequence[Any]) -> None:
        """Run it, once for each row.

        Args:
            driver: the driver's own connection.
            rows: as `bound` makes them.
        """
        if len(rows) != 1:
            driver.cursor().executemany(self.text, rows)
        elif self.by_place:
            driver.execute(self.text, rows[0])
        else:
            driver.execute(self.text, rows[0], prepare=True)

    def is_copied(self, rows: Sequence[Any]) -> bool:
        """Whether these are so many that they are handed over by COPY, which goes by no pipeline."""
        return bool(self.copied) and len(rows) >= COPIED_FROM

    def copy(self, driver: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        """As `run`, by COPY.

        Args:
            driver: the driver's own connection, outside of a pipeline.
            rows: as `bound` makes them.
        """
        names = [name for name, _process in self.takes]
        with driver.cursor().copy(self.copied) as handed:
            for row in rows:
                handed.write_row([row[name] for name in names])

    def one_row(self, driver: Any, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The one row it finds, as its columns give it; None when there is none.

        Args:
            driver: the driver's own connection.
            values: what the `bindparam`s stand for.

        Raises:
            ValueError: there are several.
        """
        bound = self.bound(values)
        cursor = driver.execute(self.text, bound) if self.by_place else driver.execute(self.text, bound, prepare=True)
        rows = cursor.fetchall()
        if not rows:
            return None
        [row] = rows
        return tuple(process(value) if process else value for process, value in zip(self.gives, row, strict=True))


@lru_cache(maxsize=MOST_STATEMENTS)
def insert_of(table: Table, names: tuple[str, ...], dialect: Dialect) -> Prepared:
    """An insert of rows; a column's fixed default stands for what they leave out.

    Args:
        table: where they go.
        names: the columns they have.
        dialect: of the driver it is worked out for.
    """
    defaults = {
        column.name: column.default.arg  # type: ignore[attr-defined]
        for column in table.columns
        if column.default is not None and column.default.is_scalar and column.name not in names
    }
    made = _prepared(insert(table).compile(dialect=dialect, column_keys=[*names, *defaults]), defaults, ())
    if made.by_place:
        return made
    quoted = dialect.identifier_preparer
    columns = ", ".join(quoted.quote(name) for name, _process in made.takes)
    return replace(made, copied=f"COPY {quoted.format_table(table)} ({columns}) FROM STDIN")


@lru_cache(maxsize=MOST_STATEMENTS)
def statement_of(statement: Executable, dialect: Dialect) -> Prepared:
    """A statement over columns that was made once.

    Args:
        statement: with a `bindparam` for whatever differs.
        dialect: of the driver it is worked out for.

    Raises:
        TypeError: its text is not the same each time, as with a list in `in_`.
    """
    compiled: Any = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
    if compiled.post_compile_params:
        raise TypeError("a prepared statement has one text")
    fixed = {name: one.value for name, one in compiled.binds.items() if not one.required}
    kinds = [column.type for column in statement.selected_columns] if isinstance(statement, Select) else []
    gives = tuple(kind.dialect_impl(dialect).result_processor(dialect, None) for kind in kinds)
    return _prepared(compiled, fixed, gives)


def _binding(kind: TypeEngine[Any], dialect: Dialect) -> Process:
    """How a value becomes what the driver takes. Both take bytes as they are, and need no wrapper around them."""
    if isinstance(kind, LargeBinary):
        return None
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _prepared(compiled: SQLCompiler, fixed: Mapping[str, Any], gives: tuple[Process, ...]) -> Prepared:
    dialect = compiled.dialect
    names = compiled.positiontup if dialect.positional else compiled.params
    takes = tuple((name, _binding(compiled.binds[name].type, dialect)) for name in names or ())
    return Prepared(str(compiled), takes, fixed, gives, bool(dialect.positional))
