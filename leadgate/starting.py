"""What has to be true before anything begins: there is an installation, and the master key is its own."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import config
from leadgate.foundation.errors import Refusal
from leadgate.foundation.house.rooms import OnNew
from leadgate.foundation.settings import Settings

if TYPE_CHECKING:
    from leadgate.foundation.keys.vault import Vault


class NoInstallation(Refusal):
    """Nothing is installed where the settings say.

    Args:
        database: the file that is not there; None of a server's database that is there, and empty.
    """

    def __init__(self, database: Path | None) -> None:
        where = f"in {database.parent}: it has no {database.name}" if database else "in this database: it is empty"
        setting, place = ("LEADGATE_DATA_DIR", "folder") if database else ("LEADGATE_DATABASE_URL", "database")
        super().__init__(
            f"There is no installation {where}. Set {setting} to the {place} of yours, or begin a new one there with: "
            "leadgate migrate. Nothing was made."
        )


@contextmanager
def settings_for(on_new: OnNew | None) -> Iterator[Settings]:
    """The settings a command works with; where nothing is installed nothing is made, but by what installs.

    Args:
        on_new: what the command may do where nothing is installed.

    Raises:
        NoInstallation: nothing is, and the command needs it.
        MissingKey, WrongSetting: as `config.load`.
    """
    if on_new is not OnNew.NEEDS_NONE or _is_installed():
        yield _loaded(on_new)
        return
    with TemporaryDirectory() as nowhere:
        keys = {name: secrets.token_hex(32) for name in config.KEYS}
        yield config.load(os.environ | keys | {"LEADGATE_DATA_DIR": nowhere, "LEADGATE_DATABASE_URL": ""})


def _is_installed() -> bool:
    from leadgate.foundation.databases.revisions import is_absent, is_new

    try:
        return not is_absent(config.load().database_url)
    except config.MissingKey as missing:
        return not is_new(missing.database_url)


def _loaded(on_new: OnNew | None) -> Settings:
    from leadgate.foundation.databases.revisions import is_new

    try:
        settings = config.load()
    except config.MissingKey as missing:
        if on_new is OnNew.MAKES_KEYS and is_new(missing.database_url):
            return config.load(makes_keys=True)
        _demand_place(missing.database_url, on_new)
        if on_new is not OnNew.REFILLS and is_new(missing.database_url):
            raise NoInstallation(None) from missing
        return config.load()  # a `migrate` beside us may have made them meanwhile
    _demand_place(settings.database_url, on_new)
    return settings


def _demand_place(database_url: str, on_new: OnNew | None) -> None:
    from leadgate.foundation.databases.revisions import is_absent, sqlite_file

    if on_new is OnNew.MAKES_KEYS or not is_absent(database_url):
        return
    place = sqlite_file(database_url)
    if on_new is not OnNew.REFILLS or not place.parent.is_dir():
        raise NoInstallation(place)


def demand_startable() -> None:
    """Refuse to serve what is not installed, or is sealed under another master key than the one that is here.

    Raises:
        NoInstallation, MissingKey, WrongSetting: as `settings_for`.
        NewerDatabase, OlderDatabase: as `revisions.demand_current`.
        Tampered: as `refuse_another_master_key`.
        RestoreUnderWay: a restore is.
    """
    from sqlalchemy.exc import DBAPIError

    from leadgate.foundation.background.running_mark import held
    from leadgate.foundation.databases.revisions import demand_current
    from leadgate.foundation.db import Database
    from leadgate.foundation.keys.vault import Vault

    settings = _loaded(None)
    database = Database(settings.database_url)
    with held(settings.data_dir), database.opened():
        with suppress(DBAPIError):  # what the database says is met later, too
            demand_current(database)
        refuse_another_master_key(Vault(settings.master_key, settings.master_key_file))
        _finish_restore(settings)
    database.dispose()


def _finish_restore(settings: Settings) -> None:
    """Before anything is served, finish a restore that was ended when its database was in use already."""
    from leadgate.backup.actions import finishing

    if not (settings.data_dir / finishing.MARK).is_file():
        return
    from leadgate.foundation.house.assembly import assemble
    from leadgate.foundation.installation import Installation
    from leadgate.rooms import ROOMS

    here = Installation.built_from(settings, assemble(ROOMS))
    with here.opened():
        finishing.finish_left()
    here.database.dispose()


def refuse_another_master_key(vault: "Vault") -> None:
    """Refuse before anything is done: under another master key new people would be sealed beside those it cannot open.

    Args:
        vault: on the database that is opened.

    Raises:
        Tampered: the master key in use does not open the keys of this installation.
    """
    from sqlalchemy.exc import DBAPIError

    from leadgate.foundation.db import forget_what_was_read
    from leadgate.foundation.keys.errors import NotInstalled

    with suppress(NotInstalled, DBAPIError):  # nothing is sealed yet; what the database says is met later, too
        vault.signing_seed()
    forget_what_was_read()
