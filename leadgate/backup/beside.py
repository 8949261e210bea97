"""An empty database beside the one in use, and the swap that puts it in its place."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from leadgate.backup import places
from leadgate.backup.errors import BuildLost
from leadgate.foundation.db import Database
from leadgate.foundation.files.durable import settled
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.keys.vault import InstallationKey, Vault
from leadgate.foundation.settings import Settings

Swap = Callable[[], None]
OID_OF = text("select oid from pg_namespace where nspname = :name")


@contextmanager
def beside(*, for_good: bool = True) -> Iterator[tuple[Installation, Swap]]:
    """An installation on an empty database beside the one in use, and what puts it in its place.

    Args:
        for_good: False for a drill: what is wrapped anew there only this very process can open, so that whatever is
            left of it opens nobody.

    Raises:
        BuildUnderWay: somebody else builds beside it just now.
        BuildLost: by the swap: what lies in the place is not what was built; the database in use is untouched.
    """
    here = installation()
    make_beside = _beside_sqlite if here.database.is_sqlite else _beside_postgresql
    with places.alone(here.database), make_beside(here) as (made, swap):
        ready = replace(here, database=made, vault=_vault(here.settings, for_good=for_good))
        try:
            yield ready, swap
        finally:
            made.dispose()


def _vault(settings: Settings, *, for_good: bool) -> Vault:
    masters, file = settings.master_key, settings.master_key_file
    if for_good:
        return Vault(masters, file)
    return Vault(b"\n".join([secrets.token_hex(32).encode(), file.read_bytes() if file else masters]))


@contextmanager
def _beside_sqlite(here: Installation) -> Iterator[tuple[Database, Swap]]:
    place = Path(here.database.url.database or "")
    draft, mark = place.with_name(places.new_name(here.database)), secrets.randbelow(2**31)
    made = Database(f"sqlite:///{draft}")
    with made.writer.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version={mark}")

    def swap() -> None:
        made.dispose()
        _demand_whole_file(draft, mark)
        here.database.dispose()
        for part in ("-wal", "-shm"):
            place.with_name(f"{place.name}{part}").unlink(missing_ok=True)
        with settled(place):
            draft.replace(place)

    try:
        yield made, swap
    finally:
        made.dispose()
        places.clear(here.database)


def _demand_whole_file(draft: Path, mark: int) -> None:
    """Refuse a file in the place of the build that is another one, or has not everything in it yet."""
    log = draft.with_name(f"{draft.name}-wal")
    if not draft.is_file() or (log.is_file() and log.stat().st_size):
        raise BuildLost
    there = Database(f"sqlite:///{draft}")
    try:
        with there.reader.connect() as connection:
            if connection.exec_driver_sql("PRAGMA user_version").scalar_one() != mark:
                raise BuildLost
            _demand_filled(connection)
    finally:
        there.dispose()


@contextmanager
def _beside_postgresql(here: Installation) -> Iterator[tuple[Database, Swap]]:
    url, name = here.database.url.render_as_string(hide_password=False), places.new_name(here.database)
    with here.database.writer.begin() as connection:
        connection.execute(text(f"create schema {name}"))
        mark = connection.execute(OID_OF, {"name": name}).scalar_one()
    made = Database(url, schema=name)

    def swap() -> None:
        with made.reader.connect() as connection:
            _demand_filled(connection)
        made.dispose()
        with here.database.writer.begin() as connection:
            if connection.execute(OID_OF, {"name": name}).scalar() != mark:
                raise BuildLost
            connection.execute(text("drop schema public cascade"))
            connection.execute(text(f"alter schema {name} rename to public"))

    try:
        yield made, swap
    finally:
        made.dispose()
        places.clear(here.database)


def _demand_filled(connection: Connection) -> None:
    try:
        filled = connection.execute(select(InstallationKey.name).limit(1)).first()
    except DBAPIError as trouble:
        raise BuildLost from trouble
    if filled is None:
        raise BuildLost
