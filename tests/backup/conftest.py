"""An installation with two people, and a backup of it."""

import pytest

from leadgate.assets.actions.publishing import FormField
from leadgate.backup.actions import making
from tests.cast import ADA, NOOR


@pytest.fixture(autouse=True)
def quickly_built(migrated_once) -> None:
    """Every restore builds a database; how one comes to be is tried elsewhere."""


@pytest.fixture
def filled(site):
    site.purpose()
    site.publish(asked=[FormField("company", "Company", "why")], purposes=["newsletter"])
    for email in (ADA, NOOR):
        site.confirmed(email=email, company="Bakery on the Quay", consent="newsletter")
    return site


@pytest.fixture
def copy(filled, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backups") / "today"
    making.make(folder)
    return folder
