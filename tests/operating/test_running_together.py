"""One family on one folder and one port: it lives and dies together, and no second one shares its visitors."""

import os
import signal
from contextlib import suppress

import psutil
import pytest

import config
from leadgate.foundation.background.members import Family, only_family, write_down
from leadgate.foundation.configuration.key_files import KEY_CHARACTERS
from leadgate.questionnaires.definition import as_json
from leadgate.running.port import PortTaken, demand_free
from tests.conftest import ENVIRONMENT
from tests.running import children_of, commanded
from tests.services import free_port, until
from tests.stacks import installed
from tests.surveys.scenes import small


@pytest.fixture
def running(request, tmp_path):
    with installed("embedded", tmp_path, request) as (made, _broker):
        yield made


def refused(words: tuple[str, ...], environment: dict[str, str]) -> str:
    done = commanded(*words, **environment)
    assert done.exit_code == 1, done.output
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_a_second_family_is_told_whose_folder_and_port_they_are_and_the_doctor_who_is_missing(running, tmp_path):
    first = running.up()
    refuses_a_second(running, first, tmp_path)
    sees_who_is_missing(running, first)


def refuses_a_second(running, first, tmp_path) -> None:
    elsewhere = {**ENVIRONMENT, "LEADGATE_DATA_DIR": str(tmp_path / "elsewhere")}
    in_folder = refused(("up", "--port", str(free_port())), running.environment)
    assert f"process {first.pid}" in in_folder
    assert f"http://127.0.0.1:{running.port}" in in_folder
    for command in ("up", "web"):
        at_port = refused((command, "--port", str(running.port)), elsewhere)
        assert str(running.port) in at_port
        assert any(f"process {child} " in at_port for child in children_of(first.pid)), at_port
    assert not (tmp_path / "elsewhere").exists(), "nothing was begun"


def sees_who_is_missing(running, up) -> None:
    until(lambda: len(children_of(up.pid)) >= 4)
    seen = commanded("doctor", **running.environment)
    assert seen.exit_code == 0, seen.stdout
    os.kill(up.pid, signal.SIGSTOP)  # so that nobody mends it while we look
    worker = next(pid for pid in children_of(up.pid) if "workers.app" in " ".join(psutil.Process(pid).cmdline()))
    os.kill(worker, signal.SIGKILL)
    looked = commanded("doctor", **running.environment)
    assert "BAD  processes: worker is not running" in looked.stdout
    os.kill(up.pid, signal.SIGCONT)


def test_whoever_is_killed_takes_their_children_along_and_gives_back_folder_and_port(running):
    """The family's head, a server with two processes, and a worker with two."""
    up = running.up()
    until(lambda: len(children_of(up.pid)) >= 4)
    killed(up.pid)
    until(lambda: is_free(running.port), seconds=5)
    with only_family(running.here.settings.data_dir):
        pass


def test_a_command_prints_the_address_at_which_leadgate_is_up_where_none_is_set(running, tmp_path):
    file = tmp_path / "small.json"
    file.write_text(as_json(small()))
    around = {name: value for name, value in running.environment.items() if name != "LEADGATE_BASE_URL"}
    data = running.here.settings.data_dir
    with only_family(data):
        write_down(Family(os.getpid(), "http://127.0.0.1:8133", ()), data)
        told = commanded("survey", "import", str(file), **around).stdout
        assert "http://127.0.0.1:8133/s/small" in told
        assert f"{running.url}/s/small" in commanded("survey", "import", str(file), **running.environment).stdout
    assert "http://127.0.0.1:8000/s/small" in commanded("survey", "import", str(file), **around).stdout


def is_free(port: int) -> bool:
    """Whether nobody listens there; the system takes a socket back a moment after the process it was of."""
    with suppress(PortTaken):
        demand_free("127.0.0.1", port)
        return True
    return False


def killed(pid: int) -> None:
    """Kill a process and wait for all below it to be gone."""
    below = [psutil.Process(child) for child in children_of(pid)]
    assert below
    os.kill(pid, signal.SIGKILL)
    until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in below), seconds=5)


@pytest.mark.parametrize("words", [("web", "--workers", "2"), ("worker",)])
def test_one_that_runs_alone_takes_its_own_children_with_it(running, words):
    alone = running.start(*words, *(["--port", str(running.port)] if words[0] == "web" else []))
    until(lambda: len(children_of(alone.pid)) == 2)
    killed(alone.pid)


def test_a_child_of_a_worker_that_was_killed_before_it_began_ends_with_it(monkeypatch):
    """The system gives it another parent, who lives: it asks for the one that it was made by."""
    monkeypatch.delenv("LEADGATE_TESTS", raising=False)  # is the suite's own, and no setting of leadgate
    for name in config.KEYS:
        monkeypatch.setenv(name, "k" * KEY_CHARACTERS)
    from workers import app

    asked = []
    monkeypatch.setattr(app, "end_with_parent", asked.append)
    monkeypatch.setattr(app._Worker, "pid", 4711)
    monkeypatch.setattr(os, "getppid", lambda: 1)
    app.end_with_the_worker()
    app.note_the_worker()
    app.end_with_the_worker()
    assert asked == [4711, 1], "a worker without children ends with whoever started it"
