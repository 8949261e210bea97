"""Web server, worker and clock start at once where each has a unit of its own: a new database is made once."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ENVIRONMENT, execute
from tests.running import ROOT, commanded


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_of_several_that_make_a_new_database_at_once_one_does_and_the_others_find_it(request, tmp_path, kind):
    environment = {**ENVIRONMENT, "LEADGATE_DATA_DIR": str(tmp_path)}
    if kind == "postgresql":
        server, name = request.getfixturevalue("postgresql"), f"together_{os.urandom(6).hex()}"
        execute(server.url("postgres"), f"create database {name}")
        environment["LEADGATE_DATABASE_URL"] = server.url(name)
    command = [sys.executable, "-m", "leadgate", "migrate"]
    started = [
        subprocess.Popen(command, env={**os.environ, **environment}, cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for _at in range(2)
    ]
    said = [one.communicate(timeout=120)[1] for one in started]
    assert [one.returncode for one in started] == [0, 0], said
    assert commanded("ledger", "verify", **environment).exit_code == 0
