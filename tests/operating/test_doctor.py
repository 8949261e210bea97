"""The doctor, asked inside the installation it is about."""

import json

import pytest
from click.testing import CliRunner

from leadgate.operating import doctor

pytestmark = pytest.mark.both_databases("operating")


def test_an_installation_in_order_is_said_to_be(here, app):
    with app.app_context():
        said = CliRunner().invoke(doctor, ["--json"])
    assert said.exit_code == 0, said.output
    assert set(json.loads(said.stdout).values()) == {"ok"}
