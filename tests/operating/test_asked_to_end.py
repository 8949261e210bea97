"""What is asked to end (a service, a container, a command typed) does so soon and well, also while it begins."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from celery.worker import state

import config
from leadgate.foundation.configuration.key_files import KEY_CHARACTERS
from tests.running import ROOT, children_of, command_line
from tests.services import until
from tests.stacks import installed
from workers.interrupted_well import InterruptedWell

SOON_SECONDS = 8
"""Less than a server waits for its processes."""


@pytest.fixture
def running(request, tmp_path):
    with installed("embedded", tmp_path, request) as (made, _broker):
        yield made


@pytest.fixture
def kept_signals():
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, answer in kept.items():
        signal.signal(number, answer)


def answers_itself(pid: int) -> bool:
    """Whether Python's own answer is replaced; that is so long before it becomes Celery."""
    caught = Path(f"/proc/{pid}/status").read_text().partition("SigCgt:")[2].split()[0]
    assert not has_become_celery(pid)
    return bool(int(caught, 16) & 1 << (signal.SIGTERM - 1))


def has_become_celery(pid: int) -> bool:
    """A moment in which Python itself begins once more, and has no answer yet."""
    return "-m workers" in command_line(pid)


def migrates(pid: int) -> bool:
    return bool(children_of(pid))


def has_processes_that_load(pid: int) -> bool:
    return len(children_of(pid)) == 2


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(
    ("words", "moment"),
    [
        (("up",), migrates),
        (("web", "--workers", "2"), has_processes_that_load),
        (("worker",), answers_itself),
        (("beat",), has_become_celery),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else "",
)
def test_whatever_is_asked_to_end_while_it_begins_does_so_by_itself(
    running, words: tuple[str, ...], moment: Callable[[int], bool], asked: signal.Signals
):
    begun = running.start(*words, *(["--port", str(running.port)] if words[0] in {"up", "web"} else []))
    until(lambda: moment(begun.pid))
    below = children_of(begun.pid)
    begun.send_signal(asked)
    assert begun.wait(SOON_SECONDS) == 0
    assert not [pid for pid in below if Path(f"/proc/{pid}").exists()], "it waited for its own"
    assert running.log.read_text() == "", "nobody complained"


def done_apart_in_a_process(work: str, folder: Path) -> int:
    """How a process ends that does this apart. It has one thread, as what starts leadgate has; pytest may have more."""
    written = [
        "import os, pathlib, signal, sys",
        "from leadgate.running.ending import done_apart",
        "parent, folder = os.getpid(), pathlib.Path(sys.argv[1])",
        "def work():",
        *(f"    {line}" for line in work.splitlines()),
        "sys.exit(done_apart(work))",
    ]
    command = [sys.executable, "-c", "\n".join(written), str(folder)]
    return subprocess.run(command, check=False, cwd=ROOT, timeout=60).returncode


def test_what_is_done_apart_ends_first_when_its_parent_is_asked_to(tmp_path):
    asks_its_parent = (
        "(folder / 'begun').touch()\n"
        "os.kill(parent, signal.SIGTERM)\n"
        "signal.sigtimedwait((), 5)  # whoever does not end it has to wait\n"
        "(folder / 'done').touch()"
    )
    assert done_apart_in_a_process(asks_its_parent, tmp_path) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["begun"]


@pytest.mark.parametrize(("work", "status"), [("os._exit(3)", 3), ("pass", 0)])
def test_what_is_done_apart_says_how_it_ended(work: str, status: int, tmp_path):
    assert done_apart_in_a_process(work, tmp_path) == status


def test_a_worker_that_is_interrupted_finishes_and_has_not_failed(kept_signals, monkeypatch):
    """Celery's answer is given, and after it the status of one that ended well."""
    given: list[int] = []

    def of_celery(number: int, _frame: object) -> None:
        given.append(number)
        state.should_stop = 1

    monkeypatch.delenv("LEADGATE_TESTS", raising=False)  # is the suite's own, and no setting of leadgate
    for name in config.KEYS:
        monkeypatch.setenv(name, "k" * KEY_CHARACTERS)
    from workers.app import celery

    assert InterruptedWell in celery.steps["worker"]
    monkeypatch.setattr(state, "should_stop", None)
    signal.signal(signal.SIGINT, of_celery)
    InterruptedWell(None).start(None)
    signal.raise_signal(signal.SIGINT)
    assert given == [signal.SIGINT]
    assert state.should_stop == 0
