"""An installation of an earlier version, with what that version wrote, goes on after `leadgate migrate` of today's."""

import lzma
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, make_url, text

from leadgate.app import create_app
from leadgate.foundation import clock
from leadgate.foundation.databases import revisions
from leadgate.foundation.sql.tables import Base
from leadgate.people import queries as people
from leadgate.people.models import Person
from tests.conftest import ENVIRONMENT, build, execute
from tests.facts import every
from tests.running import commanded
from tests.visitor import Site

EARLIER = Path(__file__).with_name("earlier")
MADE = datetime(2026, 11, 29, 12, 58, tzinfo=UTC)
"""When they were: an upgrade comes soon after, and no worker has sealed the last entries."""
STAYS = ("person", "vault_key", "ledger_entry", "ledger_leaf", "ledger_seal", "consent_state", "asset")
"""Tables of which an upgrade takes and adds nothing."""


@pytest.fixture
def url(request, database_url, postgresql, tmp_path) -> Iterator[str]:
    """An empty database of the same kind as the one the test is run on."""
    if make_url(database_url).get_backend_name() == "sqlite":
        yield f"sqlite:///{tmp_path / 'leadgate.db'}"
        return
    name = f"earlier_{request.node.callspec.params['commit']}"
    execute(postgresql.url("postgres"), f"create database {name}")
    yield postgresql.url(name)
    execute(postgresql.url("postgres"), f"drop database {name} with (force)")


def _plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def laid_back(url: str, commit: str) -> None:
    """Make the database what that commit left."""
    kind = make_url(url).get_backend_name()
    statements = lzma.decompress((EARLIER / f"{commit}.{kind}.sql.xz").read_bytes()).decode()
    if kind == "sqlite":
        database = sqlite3.connect(make_url(url).database)
        database.executescript(statements)
        database.close()
        return
    with psycopg.connect(_plain(url)) as database:
        database.execute(statements)


def rows(url: str) -> dict[str, int]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {table: connection.scalar(text(f"select count(*) from {table}")) for table in STAYS}
    engine.dispose()
    return found


@pytest.mark.both_databases
@pytest.mark.parametrize("commit", ["5d220e8", "90cdc9a"])
def test_what_an_earlier_version_kept_is_whole_readable_and_proven_after_the_upgrade(url, commit, tmp_path):
    laid_back(url, commit)
    before = rows(url)
    around = {**ENVIRONMENT, "LEADGATE_DATA_DIR": str(tmp_path), "LEADGATE_DATABASE_URL": url}
    assert min(before.values()) > 0
    for words in (("migrate",), ("migrate",), ("ledger", "verify"), ("privacy", "list")):
        done = commanded(*words, **around)
        assert done.exit_code == 0, done.output
    assert rows(url) == before
    goes_on(build(tmp_path, LEADGATE_DATABASE_URL=url))


@pytest.fixture(autouse=True)
def soon_after() -> Iterator[None]:
    with clock.moved(MADE - clock.now()):
        yield


def goes_on(here) -> None:
    """It is what a new installation is, everybody in it can be written to, and a stranger gets their file."""
    with here.opened():
        with here.database.reader.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []
        assert revisions.is_current(here)
        known = [person for (person,) in every(Person.__table__.select().with_only_columns(Person.id))]
        assert all("@" in people.address_of(person) for person in known)
        site = Site(create_app(here), here)
        site.publish("after")
        assert site.confirmed("after")
    here.database.dispose()
