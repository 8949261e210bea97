"""A restore has the installation to itself: what a command did meanwhile would be lost with the database it wrote."""

import os
from functools import partial

import pytest

from leadgate.foundation.background.running_mark import RestoreUnderWay, alone, held
from leadgate.foundation.installation import Installation
from leadgate.foundation.mail.addresses import parsed
from leadgate.people import queries as people
from leadgate.starting import demand_startable
from tests.cast import ADA
from tests.conftest import ENVIRONMENT
from tests.running import commanded

COMMANDS = ["privacy erase {ada} --yes", "staff add x@y.example --role owner", "migrate", "backup {to}"]


@pytest.fixture
def command(here: Installation):
    at = {"LEADGATE_DATA_DIR": str(here.settings.data_dir), "LEADGATE_DATABASE_URL": here.settings.database_url}
    return partial(commanded, **{**ENVIRONMENT, **at})


def test_no_command_does_what_a_restore_under_way_would_undo(site, command, outside):
    """Somebody was erased and their certificate named, and they were back whole when the restore was done."""
    site.publish()
    site.confirmed(email=ADA)
    with alone(site.here.settings.data_dir):
        for each in COMMANDS:
            said = command(*each.format(ada=ADA, to=outside / "copy").split())
            assert (said.exit_code, said.stdout) == (1, ""), each
            assert said.stderr == "A restore is under way here. Nothing was done; please try again when it is done.\n"
    assert people.person_with(parsed(ADA))
    assert command("privacy", "erase", ADA, "--yes").exit_code == 0


def test_neither_web_nor_worker_nor_clock_begins_while_a_restore_is_under_way(here, monkeypatch):
    for name, value in {**ENVIRONMENT, "LEADGATE_DATA_DIR": str(here.settings.data_dir)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LEADGATE_DATABASE_URL", here.settings.database_url)
    with alone(here.settings.data_dir), pytest.raises(RestoreUnderWay):
        demand_startable()
    demand_startable()


def test_a_restore_names_the_command_that_is_at_work_or_waits_for_an_answer(command, here, outside):
    """It went on, and the question that was answered afterwards was about a database that was not there any more."""
    assert command("backup", str(outside / "copy")).exit_code == 0
    with held(here.settings.data_dir):
        said = command("restore", str(outside / "copy"), "--yes")
    assert (said.exit_code, said.stdout) == (1, "")
    assert f"(process {os.getpid()})" in said.stderr
    assert "waits for an answer" in said.stderr
