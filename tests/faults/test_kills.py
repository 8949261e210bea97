"""Kill -9 under load, many times: what was answered is kept, and nothing is left half done."""

import random
import signal
from collections import Counter
from os import kill

import pytest

from tests import size
from tests.faults.load import Load, check, publish, work_off
from tests.running import children_of, command_line
from tests.services import until

KILLS = size.examples(3, 50)


KINDS = ("web", "worker", "beat")


def victims(pid: int) -> list[tuple[str, int]]:
    """Everything that serves, works or keeps the time below `up`."""
    found = [(child, command_line(child).split()) for child in children_of(pid)]
    return [(kind, child) for child, words in found for kind in KINDS if kind in words]


@pytest.fixture
def up(running):
    """The one process that starts the others again; there is something to ask for."""
    publish(running)
    return running.up()


def test_kills_lose_no_answered_opt_in_and_leave_none_half_done(running, up):
    chance, killed = random.Random(4), Counter()
    with Load(running) as load:
        while killed.total() < KILLS:
            load.goes_on(by=20)
            until(lambda: victims(up.pid))
            kind, hit = min(victims(up.pid), key=lambda one: (killed[one[0]], chance.random()))
            kill(hit, signal.SIGKILL)
            killed[kind] += 1
    assert set(killed) == set(KINDS), "each was hit, one as often as another"
    assert len(load.answered) > KILLS
    work_off(running)
    with running.here.opened():
        check(running, load.answered)
