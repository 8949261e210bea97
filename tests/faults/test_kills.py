"""Kill -9, fifty times under load: what was answered is kept, and nothing is left half done."""

import random
import signal
from os import kill

from tests.faults.load import MOST_ASKED, Load, check, drained
from tests.papers import PDF
from tests.running import children_of, command_line
from tests.services import until

KILLS = 50


def victims(pid: int) -> list[int]:
    """Everything that serves or works below `up`."""
    return [child for child in children_of(pid) if "leadgate" in command_line(child) or "celery" in command_line(child)]


def test_fifty_kills_lose_no_answered_opt_in_and_leave_none_half_done(running, tmp_path):
    paper = tmp_path / "guide.pdf"
    paper.write_bytes(PDF)
    running.command("migrate")
    running.command("asset", "publish", str(paper), "--slug", "guide", "--title", "The guide")
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
