"""Bringing a database to this version, and making the keys every installation has."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, make_url, select, text
from sqlalchemy.engine import Connection

import leadgate
from leadgate.foundation.databases.fitness import demand_fit
from leadgate.foundation.db import Database, action
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.keys.vault import InstallationKey

FOLDER = Path(leadgate.__file__).parent / "migrations"
TAKE_TURN, LEAVE_TURN = (
    text(f"select pg_advisory_{what}(hashtext('leadgate migrate'))") for what in ("lock", "unlock")
)


class NewerDatabase(Refusal):
    """The database was brought to a version that this one does not know.

    Args:
        revision: the database is at.
    """

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"This database was last used by a newer leadgate (it is at {revision}). Put that version back, or restore "
            "the backup that was made before the upgrade. Nothing was changed."
        )


def migrate(here: Installation, revision: str = "head") -> None:
    """Move the database up to a revision; of several processes at once one does, and the others find the work done.

    Args:
        here: whose database it is, and whose vault seals what a migration seals anew.
        revision: an id of Alembic's; the newest when it is missing.

    Raises:
        Unfit: the database cannot hold an installation; nothing was changed.
        NewerDatabase: it is further than this version; nothing was changed.
    """
    demand_fit(here.database.writer)
    demand_known(here.database)
    config = _config()
    with _in_turn(here.database) as connection:
        config.attributes |= {"connection": connection, "vault": here.vault}
        command.upgrade(config, revision)


@contextmanager
def _in_turn(database: Database) -> Iterator[Connection]:
    """A connection, while nobody else migrates: web server and worker start at once where each has its own unit."""
    with ExitStack() as ends:
        connection = ends.enter_context(database.writer.connect())
        if database.is_sqlite:
            folder = os.open(Path(database.url.database or "").parent, os.O_RDONLY)
            ends.callback(os.close, folder)
            flock(folder, LOCK_EX)
        else:
            with connection.begin():
                connection.execute(text("set local statement_timeout = 0"))
                connection.execute(TAKE_TURN)
            ends.callback(_leave_turn, connection)
        yield connection


def _leave_turn(connection: Connection) -> None:
    if open_act := connection.get_transaction():  # what a migration that failed has left
        open_act.close()
    with connection.begin():
        connection.execute(LEAVE_TURN)


def step_down(here: Installation, revision: str = "base") -> None:
    """Move the database down to a revision; what only newer versions know is dropped.

    Args:
        here: whose database it is, and whose vault opens what a migration seals anew.
        revision: an id of Alembic's; an empty database when it is missing.
    """
    config = _config()
    with here.database.writer.connect() as connection:
        config.attributes |= {"connection": connection, "vault": here.vault}
        command.downgrade(config, revision)


def demand_known(database: Database) -> None:
    """Refuse a database that a newer version has changed: nobody here knows what stands in it.

    Raises:
        NewerDatabase: it is at a revision that this version does not have.
    """
    if not is_known(revision := _revision_of(database)):
        raise NewerDatabase(revision)


def is_known(revision: str) -> bool:
    """Whether this version has a revision of the database: a newer one may have others.

    Args:
        revision: an id of Alembic's, or "base".
    """
    return revision in {"base", *(one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions())}


def current(here: Installation) -> str:
    """The revision the database is at."""
    return _revision_of(here.database)


def _revision_of(database: Database) -> str:
    with database.reader.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or "base"


def is_current(here: Installation) -> bool:
    """Whether the database is at this version."""
    return current(here) == ScriptDirectory.from_config(_config()).get_current_head()


def is_absent(database_url: str) -> bool:
    """Whether a database is a file that is not there; to connect would make it.

    Args:
        database_url: as for `Database`.
    """
    return make_url(database_url).get_backend_name() == "sqlite" and not sqlite_file(database_url).exists()


def sqlite_file(database_url: str) -> Path:
    """Where a database of SQLite is.

    Args:
        database_url: as for `Database`.
    """
    return Path(make_url(database_url).database or "")


def is_new(database_url: str) -> bool:
    """Whether a database belongs to no installation yet: nothing in it needs a key.

    Args:
        database_url: as for `Database`.
    """
    if is_absent(database_url):
        return True
    database = Database(database_url)
    try:
        with database.reader.connect() as connection:
            known = inspect(connection).has_table(InstallationKey.__tablename__)
            return not known or connection.execute(select(InstallationKey.name).limit(1)).first() is None
    finally:
        database.dispose()


@action
def make_keys() -> None:
    """Make the keys of a new installation; an old one keeps its own."""
    installation().vault.make_installation_keys()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config
