"""The database: typed models, one writer, read-only readers, and `@action`, the only place that commits.

An action opens the write transaction or joins the outer act's, commits once, and then runs what was put off with
`after_commit`. All else reads by a session held to reading (`query_only`, a read-only transaction): no GET writes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import Engine, Executable, event
from sqlalchemy.engine import Connection, CursorResult, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from leadgate.foundation import sqlite
from leadgate.foundation.sql import postgresql
from leadgate.foundation.sql.pending_writes import OutsideOfAct, PendingWrites
from leadgate.foundation.sql.tables import Base, Row
from leadgate.foundation.sql.work import Work

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T", bound=Base)
RETRIED_STATES = {"40001", "40P01"}  # PostgreSQL: serialisation failure, deadlock
MOST_DEADLOCKS = 4


_act: ContextVar[Work | None] = ContextVar("act", default=None)
_reader: ContextVar[Work | None] = ContextVar("reader", default=None)
_database: ContextVar["Database"] = ContextVar("database")


class Database:
    """One database, reached through a writing and a read-only engine.

    Args:
        url: `sqlite:///…` or `postgresql+psycopg://…`.
        pool_size, schema: of PostgreSQL: connections kept per engine; where the tables are, if not in the usual schema.
    """

    def __init__(self, url: str, pool_size: int = 8, schema: str | None = None) -> None:
        self.url, self.schema = make_url(url), schema
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._turn = sqlite.Turn(f"{self.url.database}-turn") if self.is_sqlite else None
        self.writer = self._engine(pool_size, reads_only=False)
        event.listen(self.writer, "before_cursor_execute", _send_what_waits)
        self.reader = self._engine(pool_size, reads_only=True)

    def _engine(self, pool_size: int, *, reads_only: bool) -> Engine:
        if not self.is_sqlite:
            return postgresql.engine(self.url, pool_size, self.schema, reads_only=reads_only)
        Path(self.url.database or "").parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        engine = sqlite.engine(self.url, reads_only=reads_only)
        if self._turn and not reads_only:
            self._turn.taken_by(engine)
        return engine

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Make this the database that `session()` and every action in the block use."""
        token = _database.set(self)
        reading = _reader.set(None)
        try:
            yield
        finally:
            forget_what_was_read()
            _reader.reset(reading)
            _database.reset(token)

    def perform(self, act: Callable[[], R]) -> R:
        """Run an act in one write transaction; again if another act got in its way first.

        Whoever comes second finds what the first has made, so once more is enough. Of acts that wait for each other one
        is ended each time, and that can be the same one several times in a row.
        """
        left = MOST_DEADLOCKS
        while True:
            try:
                return self._once(act)
            except DBAPIError as trouble:
                is_deadlock = getattr(trouble.orig, "sqlstate", None) in RETRIED_STATES
                if not left or not (is_deadlock or isinstance(trouble, IntegrityError)):
                    raise
                left = left - 1 if is_deadlock else 0

    def _once(self, act: Callable[[], R]) -> R:
        with self.writer.begin() as connection:
            running = Work(connection, PendingWrites(connection, self._turn.begin if self._turn else None))
            token = _act.set(running)
            try:
                result = act()
                if objects := running.made_session:
                    objects.flush()
                running.pending.send(and_commit=True)
            finally:
                _act.reset(token)
                running.close()
        forget_what_was_read()
        for step in running.afterwards:
            step()
        return result

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees one moment of the whole database for as long as it is open, while others write."""
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self.writer.connect().execution_options(**level) as connection:
            if self.is_sqlite:
                connection.connection.driver_connection.execute("BEGIN")  # type: ignore[union-attr]
            else:
                connection.exec_driver_sql("set statement_timeout = 0")
            yield connection

    @contextmanager
    def loading(self) -> Iterator[Connection]:
        """A connection for filling empty tables in one transaction, whatever their order."""
        with self.writer.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            else:
                connection.exec_driver_sql("set statement_timeout = 0")
            connection.commit()
            with connection.begin():
                yield connection
            if self.is_sqlite:
                connection.exec_driver_sql("PRAGMA foreign_keys=ON")

    def checkpoint(self) -> bool:
        """Write everything to its page and empty the log before it (SQLite); False when a reader was in the way."""
        return not self.is_sqlite or sqlite.checkpoint(self.writer)

    def dispose(self) -> None:
        """Close every connection."""
        self.writer.dispose()
        self.reader.dispose()
        if self._turn:
            self._turn.close()


def database() -> Database:
    """The database of the installation at work."""
    return _database.get()


def session() -> Session:
    """The write session inside an action; outside of one, a session that can only read."""
    return _work().session


def _work() -> Work:
    if work := _act.get() or _reader.get():
        return work
    connection = database().reader.connect()
    reader = Work(connection, PendingWrites(connection, None))
    _reader.set(reader)
    return reader


def _send_what_waits(*_statement: object) -> None:
    """Whatever SQLAlchemy sends comes after what was written before it."""
    if act := _act.get():
        act.pending.send()


def _act_at_work() -> Work:
    if act := _act.get():
        return act
    raise OutsideOfAct


def take_turn() -> None:
    """Let nobody else write until the act at work ends, where the database cannot lock rows (SQLite).

    From here on the act reads what is newest; what it read before may have changed. Twice is once.

    Raises:
        OutsideOfAct: no act is at work.
    """
    _act_at_work().pending.begin()


def add_row(table: Callable[P, Base], /, *_: P.args, **values: P.kwargs) -> None:
    """Write one row inside the act at work, past the unit of work, which costs more than the database does.

    It is sent with the next statement that reads or with the commit, so that is where the database may refuse it.

    Args:
        table: the class of the table.
        values: every column by its name, as the class takes them.

    Raises:
        OutsideOfAct: nothing is at work that could commit it.
        TypeError: a column refuses a value.
    """
    _act_at_work().pending.insert(table, [values])


def add_rows(table: type[T], rows: Iterable[Row[T]]) -> None:
    """As `add_row`, for many rows in one statement, or for none.

    Args:
        rows: as `row_of` makes them, all with the same columns.
    """
    if many := list(rows):
        _act_at_work().pending.insert(table, many)


def write(prepared: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> None:
    """As `run` inside the act at work, for a statement whose result nobody reads; it is sent as a row of `add_row` is.

    Args:
        prepared, values: as for `run`; its text is the same each time.

    Raises:
        OutsideOfAct, TypeError: as for `add_row`.
    """
    _act_at_work().pending.add(prepared, [values] if isinstance(values, Mapping) else values)


def read_row(prepared: Executable, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """The columns of the one row a statement finds, or None: past SQLAlchemy, which costs more than SQLite's answer.

    Args:
        prepared, values: as for `write`; a `select` of columns.

    Raises:
        ValueError: several rows are found.
    """
    return _work().pending.read(prepared, values)


def run(prepared: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> CursorResult[Any]:
    """What a statement over columns finds that was made once, where building it anew would cost more than running it.

    Args:
        prepared: a `select`, `update`, … with `bindparam`s, kept at module level.
        values: what they stand for this time; several mean the statement is run for each.
    """
    return _work().connection.execute(prepared, values)


def forget_what_was_read() -> None:
    """End the read transaction, so that the next query sees what has been written since."""
    if reader := _reader.get():
        _reader.set(None)
        reader.close()
        reader.connection.close()


def action(act: Callable[P, R]) -> Callable[P, R]:
    """Make a function one act: all of it is written, or none."""

    @wraps(act)
    def perform(*args: P.args, **kwargs: P.kwargs) -> R:
        if _act.get():
            return act(*args, **kwargs)
        return database().perform(lambda: act(*args, **kwargs))

    return perform


def after_commit(step: Callable[[], None]) -> None:
    """Put off a step until the act at work is safely written; outside of one, do it now."""
    if act := _act.get():
        act.afterwards.append(step)
    else:
        step()
