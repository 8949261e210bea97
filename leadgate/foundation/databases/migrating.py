"""Bringing a database to this version, and making the keys every installation has."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.engine import Connection

from leadgate.foundation.databases.fitness import demand_fit
from leadgate.foundation.databases.revisions import MIGRATIONS, demand_known
from leadgate.foundation.db import Database, action
from leadgate.foundation.installation import Installation, installation

TAKE_TURN, LEAVE_TURN = (
    text(f"select pg_advisory_{what}(hashtext('leadgate migrate'))") for what in ("lock", "unlock")
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
        config.attributes |= {"connection": connection, "vault": here.vault, "zone": here.settings.time_zone}
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
        config.attributes |= {"connection": connection, "vault": here.vault, "zone": here.settings.time_zone}
        command.downgrade(config, revision)


@action
def make_keys() -> None:
    """Make the keys of a new installation; an old one keeps its own."""
    installation().vault.make_installation_keys()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
