"""Kill -9 under load, many times: what was answered is kept, and nothing is left half done."""

import random
import signal
from os import kill

from tests import size
from tests.faults.load import MOST_ASKED, Load, check, drained, publish
from tests.running import children_of, command_line
from tests.services import until

KILLS = size.examples(10, 50)


def victims(pid: int) -> list[int]:
    """Everything that serves or works below `up`."""
    return [child for child in children_of(pid) if "leadgate" in command_line(child) or "celery" in command_line(child)]


def test_kills_lose_no_answered_opt_in_and_leave_none_half_done(running):
    publish(running)
    chance, killed = random.Random(4), 0
    up = running.up()
    with Load(running) as load:
        while killed < KILLS:
            answered = len(load.answered)
            until(lambda before=answered: len(load.answered) > before + 2 or len(load.answered) >= MOST_ASKED)
            until(lambda: victims(up.pid))
            kill(chance.choice(victims(up.pid)), signal.SIGKILL)
            killed += 1
    assert len(load.answered) > KILLS
    with running.here.opened():
        until(drained, seconds=120)
        check(running, load.answered)
