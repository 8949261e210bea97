"""Erasures in processes of their own, that can be told when to die: `python -m tests.erasure.dying`, a plan on stdin.

The processes are forked from one that has opened nothing yet, because the file store's threads do not survive a fork.
"""

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import event

from leadgate.app import TEMPLATES, create_app
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import house_check
from leadgate.foundation.background import outbox
from leadgate.foundation.house.assembly import assemble
from leadgate.foundation.installation import Installation
from leadgate.foundation.settings import Settings
from leadgate.rooms import ROOMS

HOUSE = assemble(ROOMS)
ROOT = Path(__file__).parents[2]


def die_at_moment(moment: int) -> Callable[..., None]:
    """Lets moments pass, each time it is called one; at the given one it kills this process, never when that is 0."""
    seen = [0]

    def count_down(*_whatever: object) -> None:
        seen[0] += 1
        if seen[0] == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    return count_down


def die_at(here: Installation, statement: int) -> None:
    """Kill this process just before the given statement reaches the database; never when it is 0."""
    count_down = die_at_moment(statement)
    for engine in (here.database.writer, here.database.reader):
        event.listen(engine, "before_cursor_execute", count_down)


def erase(settings: Settings, person: UUID, dies_at: int) -> int:
    """Erase and certify in another process; answers its number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        here = Installation.built_from(settings, HOUSE)
        with create_app(here).app_context(), here.opened():
            die_at(here, dies_at)
            erasing.erase(person, why=Why.PERSON)
            outbox.drain()
        status = 0
    finally:
        os._exit(status)


def erase_in_processes(settings: Settings, plan: list[tuple[UUID, int]], *, together: bool = False) -> list[int]:
    """How each process of a plan (whom to erase, at which statement to die) ended, in order."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.erasure.dying"],
        input=pickle.dumps((settings, plan, together)), stdout=subprocess.PIPE, cwd=ROOT, timeout=300, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def _carry_out() -> None:
    house_check.check(HOUSE, TEMPLATES, ["zh_Hant"])  # imports every room once, for all that are forked
    settings, plan, together = pickle.loads(sys.stdin.buffer.read())
    if together:
        children = [erase(settings, person, dies_at) for person, dies_at in plan]
        ends = [os.waitpid(child, 0)[1] for child in children]
    else:
        ends = [os.waitpid(erase(settings, person, dies_at), 0)[1] for person, dies_at in plan]
    json.dump(ends, sys.stdout)


if __name__ == "__main__":
    _carry_out()
