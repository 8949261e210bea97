"""The database: typed models, one writer, read-only readers, and `@action`, the only place that commits.

An action opens the write transaction or joins the outer act's, commits once, and only then runs what was put off
with `after_commit`. Everything else reads through a session the database itself holds to reading
(`query_only` on SQLite, a read-only transaction on PostgreSQL), so a GET cannot write by accident.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property, wraps
from pathlib import Path
from typing import Any, ClassVar, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy import DateTime, Engine, Executable, Insert, MetaData, Uuid, create_engine, event, insert
from sqlalchemy.engine import Connection, CursorResult, Dialect, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

P = ParamSpec("P")
R = TypeVar("R")
BUSY_SECONDS = 10
READING = {"SELECT", "PRAGMA", "EXPLAI"}
RETRIED_STATES = {"40001", "40P01"}  # PostgreSQL: serialisation failure, deadlock


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; a naive datetime is a mistake and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment; SQLite keeps UTC without saying so."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Say that it is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every table inherits."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: UtcDateTime, UUID: Uuid}


@dataclass
class _Act:
    session: Session
    afterwards: list[Callable[[], None]] = field(default_factory=list)

    @cached_property
    def connection(self) -> Connection:
        return self.session.connection()


_act: ContextVar[_Act | None] = ContextVar("act", default=None)
_reader: ContextVar[Session | None] = ContextVar("reader", default=None)
_database: ContextVar["Database"] = ContextVar("database")


class Database:
    """One database, reached through a writing and a read-only engine.

    Args:
        url: `sqlite:///…` or `postgresql+psycopg://…`.
        pool_size: connections kept per engine on PostgreSQL.
    """

    def __init__(self, url: str, pool_size: int = 8) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.writer = self._engine(pool_size, reads_only=False)
        self.reader = self._engine(pool_size, reads_only=True)
        # SQLite has one writer: queueing for it here is fair, its own busy handler sleeps and starves.
        self._turn = threading.RLock()

    def _engine(self, pool_size: int, *, reads_only: bool) -> Engine:
        if self.is_sqlite:
            Path(self.url.database or "").parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            engine = create_engine(self.url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
            _tune_sqlite(engine, reads_only=reads_only)
            if not reads_only:
                self._write_in_turn(engine)
            return engine
        options = "-c statement_timeout=30000 -c lock_timeout=10000 -c timezone=UTC"
        return create_engine(
            self.url,
            pool_size=pool_size,
            max_overflow=8,
            pool_timeout=5,
            connect_args={"connect_timeout": 5, "options": options},
            execution_options={"postgresql_readonly": True} if reads_only else {},
        )

    def _write_in_turn(self, engine: Engine) -> None:
        """Begin to write with the first write; until then an act reads what is committed, as on PostgreSQL.

        So the one writer SQLite has is held while rows are written, and not while an act thinks.
        """

        @event.listens_for(engine, "before_cursor_execute")
        def begin(connection: Connection, cursor: Any, statement: str, *_rest: Any) -> None:
            if cursor.connection.in_transaction or statement.lstrip()[:6].upper() in READING:
                return
            self._turn.acquire()
            connection.info["turn"] = True
            cursor.connection.execute("BEGIN IMMEDIATE")

        @event.listens_for(engine, "checkin")
        def done(_connection: Any, record: ConnectionPoolEntry) -> None:
            if record.info.pop("turn", False):
                self._turn.release()

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
        """Run an act in one write transaction; once more if another act got in its way first."""
        try:
            return self._once(act)
        except DBAPIError as trouble:
            state = getattr(trouble.orig, "sqlstate", None)
            if not isinstance(trouble, IntegrityError) and state not in RETRIED_STATES:
                raise
            return self._once(act)

    def _once(self, act: Callable[[], R]) -> R:
        with Session(self.writer, expire_on_commit=False) as session:
            running = _Act(session)
            token = _act.set(running)
            try:
                result = act()
                session.commit()
            finally:
                _act.reset(token)
        forget_what_was_read()
        for step in running.afterwards:
            step()
        return result

    def dispose(self) -> None:
        """Close every connection."""
        self.writer.dispose()
        self.reader.dispose()


def _tune_sqlite(engine: Engine, *, reads_only: bool) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            f"query_only={'ON' if reads_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")


def database() -> Database:
    """The database of the installation at work."""
    return _database.get()


def session() -> Session:
    """The write session inside an action; outside of one, a session that can only read."""
    if act := _act.get():
        return act.session
    if (reader := _reader.get()) is None:
        reader = Session(database().reader)
        _reader.set(reader)
    return reader


@cache
def _insert_into(table: type[Base]) -> Insert:
    return insert(table.__table__)  # type: ignore[arg-type]


def add_rows(table: type[Base], *rows: Mapping[str, Any]) -> None:
    """Write finished rows inside the act at work, past the unit of work, which costs more than the database does."""
    if rows:
        _connection().execute(_insert_into(table), rows[0] if len(rows) == 1 else rows)


def run(prepared: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> CursorResult[Any]:
    """Run a statement over columns that was made once, where building it anew would cost more than running it.

    Args:
        prepared: a `select`, `update`, … with `bindparam`s, kept at module level.
        values: what they stand for this time; several mean the statement is run for each.
    """
    return _connection().execute(prepared, values)


def _connection() -> Connection:
    return act.connection if (act := _act.get()) else session().connection()


def forget_what_was_read() -> None:
    """End the read transaction, so that the next query sees what has been written since."""
    if reader := _reader.get():
        reader.close()


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
