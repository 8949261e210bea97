"""Writes whose result nobody reads: they wait in the act, and go to the driver together.

They are sent before the next statement that reads, or with the commit, in the order they were asked for; on PostgreSQL
in one journey. `docs/decisions/0027-what-is-only-written-goes-together.md` says what that is worth.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from leadgate.foundation.sql.prepared import Prepared, insert_of, statement_of

Begin = Callable[[Connection], None]


class OutsideOfAct(RuntimeError):
    """Something was to be written where nothing commits."""


class PendingWrites:
    """What one act has written so far and not yet sent.

    Args:
        connection: of the act.
        begin: begins to write, where the driver does not by itself.
    """

    def __init__(self, connection: Connection, begin: Begin | None) -> None:
        self._connection, self._begin = connection, begin
        self._waiting: list[tuple[Prepared, list[Any]]] = []

    def insert(self, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put off new rows of a table.

        Args:
            table: its class.
            rows: values by column, all with the same columns.

        Raises:
            KeyError: a row lacks a value.
            TypeError: a column refuses one: a moment without its zone, plain text where it has to be sealed.
        """
        self._put_off(insert_of(table.__table__, tuple(rows[0]), self._connection.dialect), rows)

    def add(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put off a statement that was built once.

        Args:
            statement: an `insert`, `update` or `delete` with `bindparam`s, whose text is the same each time.
            rows: what those stand for; it is run once for each.

        Raises:
            KeyError, TypeError: as `insert`.
        """
        self._put_off(statement_of(statement, self._connection.dialect), rows)

    def _put_off(self, statement: Prepared, rows: Sequence[Mapping[str, Any]]) -> None:
        self._waiting.append((statement, [statement.bound(row) for row in rows]))

    def begin(self) -> None:
        """Begin to write, where the driver does not by itself; nothing for an act that has begun."""
        if self._begin:
            self._begin(self._connection)

    def send(self, *, and_commit: bool = False) -> None:
        """Let the database have what waits.

        Args:
            and_commit: end the transaction in the same journey, where that saves one.

        Raises:
            DBAPIError: the database refuses one of them; which, is the error's own to say.
        """
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        self.begin()
        few: list[tuple[Prepared, list[Any]]] = []
        with _refusals(self._connection):
            for statement, rows in waiting:
                if not statement.is_copied(rows):
                    few.append((statement, rows))
                    continue
                self._go(few)
                few.clear()
                statement.copy(self._connection.connection.driver_connection, rows)
            self._go(few, and_commit=and_commit and self._begin is None)

    def _go(self, few: Sequence[tuple[Prepared, list[Any]]], *, and_commit: bool = False) -> None:
        if not few and not and_commit:
            return
        with _one_journey(self._connection) as driver:
            for statement, rows in few:
                statement.run(driver, rows)
            if and_commit:
                driver.execute("COMMIT")

    def read(self, statement: Executable, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The one row a statement finds once what waits is written, as the values of its columns; None without one.

        Args:
            statement: a `select` of columns with `bindparam`s, whose text is the same each time.
            values: what those stand for.

        Raises:
            ValueError: several are found.
            DBAPIError: as `send`.
        """
        self.send()
        prepared = statement_of(statement, self._connection.dialect)
        with _refusals(self._connection), _one_journey(self._connection) as driver:
            return prepared.one_row(driver, values)


@contextmanager
def _refusals(connection: Connection) -> Iterator[None]:
    """Say what the driver refuses as SQLAlchemy says it; never with the values, which are people's."""
    dialect: Any = connection.dialect
    try:
        yield
    except dialect.dbapi.Error as trouble:
        told = DBAPIError.instance(None, None, trouble, dialect.dbapi.Error, hide_parameters=True, dialect=dialect)
        raise told from trouble


@contextmanager
def _one_journey(connection: Connection) -> Iterator[Any]:
    """The driver's own connection; on PostgreSQL what is sent to it leaves at once and is answered at once.

    Where it only reads, each statement is a transaction of its own and one journey as it is.
    """
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite" or driver.autocommit:
        yield driver
    else:
        with driver.pipeline():
            yield driver
