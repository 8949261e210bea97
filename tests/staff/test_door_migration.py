"""A database that goes back before the second factor takes its keys along, and comes up again."""

import pytest
from sqlalchemy import create_engine, inspect

from leadgate.foundation.databases import migrating
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts, second_factor
from tests.conftest import build
from tests.facts import count
from tests.visitor import PASSWORD


@pytest.fixture
def alone(tmp_path):
    """An installation with a database file of its own."""
    here = build(tmp_path)
    with here.opened():
        migrating.migrate(here)
        migrating.make_keys()
        yield here
    here.database.dispose()


def columns(here):
    engine = create_engine(here.settings.database_url)
    try:
        return {one["name"] for one in inspect(engine).get_columns("staff_session")}
    finally:
        engine.dispose()


def test_going_back_and_up_again_leaves_the_account_and_no_key_of_an_app(alone):
    account = accounts.add_account("owner@bakery.example", Role.OWNER, PASSWORD)
    second_factor.begin(account)
    assert count(VaultKey) == 1
    alone.database.dispose()
    migrating.step_down(alone, "0012")
    assert "proven_at" not in columns(alone)
    migrating.migrate(alone)
    assert "proven_at" in columns(alone)
    assert count(VaultKey) == 0
    assert accounts.account_with("owner@bakery.example") == account
