"""The doctor, asked inside the installation it is about."""

import json

import pytest
from click.testing import CliRunner

from leadgate.doctor.commands import doctor

pytestmark = pytest.mark.both_databases("doctor.database", "foundation.databases.fitness")


def test_an_installation_in_order_is_said_to_be(here, app):
    with app.app_context():
        said = CliRunner().invoke(doctor, ["--json"])
    assert said.exit_code == 0, said.output
    assert set(json.loads(said.stdout).values()) == {"ok"}
