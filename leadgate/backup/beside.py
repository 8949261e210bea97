"""An empty database beside the one in use, and the swap that puts it in its place."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from leadgate.foundation.db import Database
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.keys.vault import Vault

Swap = Callable[[], None]


@contextmanager
def beside() -> Iterator[tuple[Installation, Swap]]:
    """An installation on an empty database beside the one in use, and what puts it in its place."""
    here = installation()
    make_beside = _beside_sqlite if here.database.is_sqlite else _beside_postgresql
    with make_beside(here) as (made, swap):
        ready = replace(here, database=made, vault=Vault(here.settings.master_key, here.settings.master_key_file))
        try:
            yield ready, swap
        finally:
            made.dispose()


@contextmanager
def _beside_sqlite(here: Installation) -> Iterator[tuple[Database, Swap]]:
    place = Path(here.database.url.database or "")
    draft = place.with_name(f"{place.name}.restoring")
    leftovers = [draft.with_name(f"{draft.name}{part}") for part in ("", "-wal", "-shm", "-turn")]
    for path in leftovers:
        path.unlink(missing_ok=True)
    made = Database(f"sqlite:///{draft}")

    def swap() -> None:
        made.dispose()
        here.database.dispose()
        for part in ("-wal", "-shm"):
            place.with_name(f"{place.name}{part}").unlink(missing_ok=True)
        draft.replace(place)

    try:
        yield made, swap
    finally:
        for path in leftovers:
            path.unlink(missing_ok=True)


@contextmanager
def _beside_postgresql(here: Installation) -> Iterator[tuple[Database, Swap]]:
    url = here.database.url.render_as_string(hide_password=False)
    with here.database.writer.begin() as connection:
        connection.execute(text("drop schema if exists restoring cascade"))
        connection.execute(text("create schema restoring"))
    made = Database(url, schema="restoring")

    def swap() -> None:
        made.dispose()
        with here.database.writer.begin() as connection:
            connection.execute(text("drop schema public cascade"))
            connection.execute(text("alter schema restoring rename to public"))

    try:
        yield made, swap
    finally:
        made.dispose()
        with here.database.writer.begin() as connection:
            connection.execute(text("drop schema if exists restoring cascade"))
