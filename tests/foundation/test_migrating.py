"""Migrations: up and down, and always what the models say."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from leadgate.doctor.database import check
from leadgate.foundation.databases import migrating, revisions
from leadgate.foundation.sql.tables import Base

pytestmark = pytest.mark.both_databases("foundation.databases.migrating", "foundation.databases.revisions")


def test_a_migrated_database_is_what_the_models_say(here):
    with here.database.reader.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    assert revisions.is_current(here)


def test_revisions_are_known_by_the_names_of_their_files():
    """Nobody loads the migrations to know them: a wrong name would shut every database of that revision out."""
    in_order = [one.revision for one in ScriptDirectory(str(revisions.MIGRATIONS)).walk_revisions()]
    assert list(revisions.known_revisions()) == in_order[::-1]


def test_down_and_up_again(here):
    migrating.step_down(here)
    with here.database.writer.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    assert not revisions.is_current(here)
    migrating.migrate(here)
    migrating.migrate(here)
    assert revisions.is_current(here)


def test_a_database_of_a_newer_version_is_refused_and_stays_as_it_is(here):
    with here.database.writer.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(revisions.NewerDatabase, match="newer leadgate"):
        migrating.migrate(here)
    assert [one for one in check() if "newer leadgate" in one.sentence]
    assert revisions.current(here) == "9999"


def test_a_database_that_is_only_a_part_of_the_way_is_told_from_one_that_is_there(here):
    revisions.demand_current(here.database)
    for revision in ("0021", "base"):
        migrating.step_down(here, revision)
        with pytest.raises(revisions.OlderDatabase):
            revisions.demand_current(here.database)


def test_a_database_is_new_until_it_has_keys(here):
    url = here.settings.database_url
    assert not revisions.is_new(url)
    migrating.step_down(here)
    assert revisions.is_new(url)
    migrating.migrate(here)
    assert revisions.is_new(url), "tables alone need no key"
    migrating.make_keys()
    assert not revisions.is_new(url)
