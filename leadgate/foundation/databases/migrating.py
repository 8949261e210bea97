"""Bringing a database to this version, and making the keys every installation has."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import leadgate
from leadgate.foundation.db import action
from leadgate.foundation.installation import Installation, installation

FOLDER = Path(leadgate.__file__).parent / "migrations"


def migrate(here: Installation, revision: str = "head") -> None:
    """Move the database up to a revision; two at once are safe, the second finds the work done.

    Args:
        here: whose database it is, and whose vault seals what a migration seals anew.
        revision: an id of Alembic's; the newest when it is missing.
    """
    config = _config()
    with here.database.writer.connect() as connection:
        config.attributes |= {"connection": connection, "vault": here.vault}
        command.upgrade(config, revision)


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


def current(here: Installation) -> str:
    """The revision the database is at."""
    with here.database.reader.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or "base"


def is_current(here: Installation) -> bool:
    """Whether the database is at this version."""
    return current(here) == ScriptDirectory.from_config(_config()).get_current_head()


@action
def make_keys() -> None:
    """Make the keys of a new installation; an old one keeps its own."""
    installation().vault.make_installation_keys()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config
