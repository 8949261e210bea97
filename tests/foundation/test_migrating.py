"""Migrations: up and down, and always what the models say."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from leadgate.doctor.database import check
from leadgate.foundation.databases import migrating
from leadgate.foundation.sql.tables import Base

pytestmark = pytest.mark.both_databases("foundation.databases.migrating")


def test_a_migrated_database_is_what_the_models_say(here):
    with here.database.reader.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    assert migrating.is_current(here)


def test_down_and_up_again(here):
    migrating.step_down(here)
    with here.database.writer.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    assert not migrating.is_current(here)
    migrating.migrate(here)
    migrating.migrate(here)
    assert migrating.is_current(here)


def test_a_database_of_a_newer_version_is_refused_and_stays_as_it_is(here):
    with here.database.writer.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(migrating.NewerDatabase, match="newer leadgate"):
        migrating.migrate(here)
    assert [one for one in check() if "newer leadgate" in one.sentence]
    assert migrating.current(here) == "9999"


def test_a_database_is_new_until_it_has_keys(here):
    url = here.settings.database_url
    assert not migrating.is_new(url)
    migrating.step_down(here)
    assert migrating.is_new(url)
    migrating.migrate(here)
    assert migrating.is_new(url), "tables alone need no key"
    migrating.make_keys()
    assert not migrating.is_new(url)
