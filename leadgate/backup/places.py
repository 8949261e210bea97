"""Places beside the database in use where a restore or a drill builds: one at a time, and none outlives who builds.

Whoever builds holds a lock that ends with their process, however that ends. So who gets the lock knows that whatever
is there was left behind, and takes it away: it holds people by keys that an erasure may have ended since.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from secrets import token_hex

from sqlalchemy import text

from leadgate.backup.errors import BuildUnderWay
from leadgate.foundation.db import Database

NAMED = "restoring"
"""How every name of such a place begins, after that of the database where it is a file."""
PARTS = ("-wal", "-shm", "-journal", "-turn")
"""What SQLite, and our queue of writers, put beside the file of a database."""
TAKE_TURN, LEAVE_TURN = (
    text(f"select pg_{what}(hashtext('leadgate restore'))") for what in ("try_advisory_lock", "advisory_unlock")
)
SCHEMAS = text("select nspname from pg_namespace where nspname = :named or starts_with(nspname, :named || '_')")


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """Let nobody else build beside a database while the block runs, on whatever machine; what was left there goes.

    Args:
        database: that is in use.

    Raises:
        BuildUnderWay: somebody does; the block is not entered.
    """
    with _turn(database):
        clear(database)
        yield


def left_behind(database: Database) -> list[str]:
    """The places nobody builds in any more."""
    if not (names := found(database)):
        return []
    try:
        with _turn(database):
            return names
    except BuildUnderWay:
        return []


def _turn(database: Database) -> AbstractContextManager[None]:
    return _alone_on_sqlite(database) if database.is_sqlite else _alone_on_postgresql(database)


@contextmanager
def _alone_on_sqlite(database: Database) -> Iterator[None]:
    with _file_of(database).with_name(f"{_file_of(database).name}-beside").open("ab") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError as trouble:
            raise BuildUnderWay from trouble
        yield


@contextmanager
def _alone_on_postgresql(database: Database) -> Iterator[None]:
    with database.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(TAKE_TURN).scalar_one():
            raise BuildUnderWay
        try:
            yield
        finally:
            connection.execute(LEAVE_TURN)


def new_name(database: Database) -> str:
    """The name of a new place: of a file beside that of the database, or of a schema."""
    name = f"{NAMED}_{token_hex(4)}"
    return f"{_file_of(database).name}.{name}" if database.is_sqlite else name


def found(database: Database) -> list[str]:
    """The places that are there, built in just now or left behind."""
    if database.is_sqlite:
        file = _file_of(database)
        return sorted({_without_part(path.name) for path in file.parent.glob(f"{file.name}.{NAMED}*")})
    with database.reader.connect() as connection:
        return sorted(connection.execute(SCHEMAS, {"named": NAMED}).scalars())


def clear(database: Database) -> int:
    """Take away every place there is, for whoever is `alone`; answers how many that were."""
    names = found(database)
    if database.is_sqlite:
        for name in names:
            for part in ("", *PARTS):
                _file_of(database).with_name(f"{name}{part}").unlink(missing_ok=True)
    elif names:
        with database.writer.begin() as connection:
            for name in names:
                connection.execute(text(f'drop schema if exists "{name}" cascade'))
    return len(names)


def _without_part(name: str) -> str:
    return next((name.removesuffix(part) for part in PARTS if name.endswith(part)), name)


def _file_of(database: Database) -> Path:
    return Path(database.url.database or "")
