"""What is at a database's address: nothing, no installation yet, or one at a revision this version knows or does not.

Every process and command asks this when it starts, so it is told without Alembic, which takes a fifth of a second to
load.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import inspect, make_url, select, text

import leadgate
from leadgate.foundation.db import Database
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import Installation
from leadgate.foundation.keys.vault import InstallationKey

MIGRATIONS = Path(leadgate.__file__).parent / "migrations"
BASE = "base"
"""What Alembic calls a database before its first revision."""


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


class OlderDatabase(Refusal):
    """The database was not brought to this version, or only a part of the way."""

    def __init__(self) -> None:
        super().__init__("This database is not at this version. Bring it there with: leadgate migrate")


@cache
def known_revisions() -> tuple[str, ...]:
    """The revisions this version has, the oldest first, as the files of the migrations are named."""
    files = (MIGRATIONS / "versions").glob("v*.py")
    return tuple(sorted(file.stem.partition("_")[0].removeprefix("v") for file in files))


def is_known(revision: str) -> bool:
    """Whether this version has a revision of the database: a newer one may have others.

    Args:
        revision: an id of Alembic's, or "base".
    """
    return revision in {BASE, *known_revisions()}


def demand_known(database: Database) -> None:
    """Refuse a database that a newer version has changed: nobody here knows what stands in it.

    Raises:
        NewerDatabase: it is at a revision that this version does not have.
    """
    if not is_known(revision := _revision_of(database)):
        raise NewerDatabase(revision)


def demand_current(database: Database) -> None:
    """Refuse a database of another version: what a process does there would fail halfway, or be lost.

    Raises:
        NewerDatabase: as `demand_known`.
        OlderDatabase: it was not migrated, or that was interrupted.
    """
    demand_known(database)
    if _revision_of(database) != known_revisions()[-1]:
        raise OlderDatabase


def current(here: Installation) -> str:
    """The revision the database is at."""
    return _revision_of(here.database)


def is_current(here: Installation) -> bool:
    """Whether the database is at this version."""
    return current(here) == known_revisions()[-1]


def _revision_of(database: Database) -> str:
    with database.reader.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return BASE
        return connection.scalar(text("select version_num from alembic_version")) or BASE


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
