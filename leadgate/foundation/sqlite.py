"""What SQLite needs to be a database for many: set up to keep what it says it has kept, and a fair queue of writers."""

import threading
from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, flock
from pathlib import Path
from time import monotonic, sleep
from typing import Any, BinaryIO

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 10
CONNECT = {"timeout": BUSY_SECONDS, "check_same_thread": False, "cached_statements": 512}
LOG_PAGES = 4_000
"""The log is written back when it has grown to so many pages (16 MB): the more often a page changes in between, the
fewer are written. An erasure writes it back and cuts it at once."""
CACHE_KIBIBYTES = 8 * 1024
"""What each connection keeps of the file, once it has read it; 2 MB hold not even the indexes of a large group.

The file is not mapped into memory (`mmap_size`): a disk that fails would end the process instead of the statement.
"""
LOOK_AGAIN_SECONDS = 0.0003
READING = {"SELECT", "PRAGMA", "EXPLAI"}


def engine(url: URL, *, reads_only: bool) -> Engine:
    """How to connect to a file; nothing is connected yet.

    Args:
        url: `sqlite:///…`.
        reads_only: whether SQLite itself refuses to write.

    Returns:
        an engine whose connections are set up as `_tune` says.
    """
    made = create_engine(url, connect_args=CONNECT)
    _tune(made, reads_only=reads_only)
    return made


def _tune(engine: Engine, *, reads_only: bool) -> None:
    """Make every connection durable, strict about foreign keys, and thorough in forgetting.

    Args:
        engine: whose connections are set up as they are made.
        reads_only: whether they refuse to write.
    """

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            f"wal_autocheckpoint={LOG_PAGES}",
            f"cache_size=-{CACHE_KIBIBYTES}",
            f"query_only={'ON' if reads_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")


def checkpoint(engine: Engine) -> bool:
    """Move the write-ahead log into the database file and cut it to nothing; False when somebody was reading."""
    with engine.connect() as connection:
        busy, _log, _moved = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    return not busy


class Turn:
    """The queue for the one writer SQLite has, between threads and between processes.

    SQLite's own way of waiting sleeps longer and longer while others go ahead. This queue is only a courtesy: who has
    waited ten seconds tries all the same, and SQLite decides. A process that dies leaves it by dying.
    """

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._threads = threading.Lock()
        self._file: BinaryIO | None = None

    def taken_by(self, engine: Engine) -> None:
        """Let an engine begin to write with its first write; until then an act reads what is committed.

        So the writer is held while rows are written, and not while an act thinks.
        """

        @event.listens_for(engine, "before_cursor_execute")
        def before(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
            if statement.lstrip()[:6].upper() not in READING:
                self.begin(connection)

        @event.listens_for(engine, "checkin")
        def done(_connection: Any, record: ConnectionPoolEntry) -> None:
            if record.info.pop("turn", False):
                self._give_back()

    def begin(self, connection: Connection) -> None:
        """Begin to write on a connection, once it is its turn; nothing for one that has begun."""
        driver: Any = connection.connection.driver_connection
        if driver.in_transaction:
            return
        if not connection.info.get("turn"):  # a connection that has committed once keeps its turn until it is done
            connection.info["turn"] = self._take()
        driver.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Leave the queue for good."""
        if self._file:
            self._file.close()
            self._file = None

    def _take(self) -> bool:
        ends = monotonic() + BUSY_SECONDS
        if not self._threads.acquire(timeout=BUSY_SECONDS):
            return False
        self._file = self._file or self._path.open("ab", buffering=0)
        while monotonic() < ends:
            try:
                flock(self._file, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                sleep(LOOK_AGAIN_SECONDS)
            else:
                break
        return True

    def _give_back(self) -> None:
        if self._file:
            flock(self._file, LOCK_UN)
        self._threads.release()
