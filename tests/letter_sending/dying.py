"""Workers in processes of their own that are told when to die: `python -m tests.letter_sending.dying`, a plan on stdin.

Each is forked from one that has opened nothing yet, and lives some minutes after the one before it: so what a dead one
had claimed is free again, and nobody waits for that.
"""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from leadgate.app import TEMPLATES, create_app
from leadgate.consent.actions.answering import withdraw_by_name
from leadgate.foundation import clock, house_check
from leadgate.foundation.installation import Installation
from leadgate.foundation.settings import Settings
from leadgate.letter_sending.actions import steering
from leadgate.letter_sending.leaving.sender import send_what_is_due
from leadgate.letter_sending.leaving.wire import ServerAnswer, Wire
from tests.erasure.dying import HOUSE, ROOT, die_at, die_at_moment

LATER = timedelta(minutes=3)
"""More than a claim lasts."""


@dataclass(frozen=True, slots=True)
class Life:
    """One worker's life.

    Args:
        dies_at: before which statement it is killed; it lives until there is nothing to do when it is 0.
        with_a_letter: whether moments are counted before and after each letter it hands over, and not by statements.
        paused: whether the letter pauses as long as it lives.
        withdraws: who takes their consent back just before.
    """

    dies_at: int = 0
    with_a_letter: bool = False
    paused: bool = False
    withdraws: UUID | None = None


def live(settings: Settings, letter_id: UUID, lives: Sequence[Life]) -> list[int]:
    """How each worker ended, one after the other."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.letter_sending.dying"],
        input=pickle.dumps((settings, letter_id, lives)), stdout=subprocess.PIPE, cwd=ROOT, timeout=3_000, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@contextmanager
def handing_over(moment: Callable[[], None]) -> Iterator[None]:
    """Let a moment pass before and after each letter that is handed over."""
    send = Wire.send

    def counted(self: Wire, sender: str, address: str, message: bytes) -> ServerAnswer:
        moment()
        answer = send(self, sender, address, message)
        moment()
        return answer

    Wire.send = counted  # type: ignore[method-assign]
    try:
        yield
    finally:
        Wire.send = send  # type: ignore[method-assign]


def _live(settings: Settings, letter_id: UUID, life: Life, number: int) -> int:
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    status = 1
    try:
        here = Installation.built_from(settings, HOUSE)
        with create_app(here).app_context(), here.opened(), clock.moved(LATER * number):
            if life.withdraws:
                withdraw_by_name(life.withdraws, "newsletter", method="own-page")
            (steering.pause if life.paused else steering.go_on)(letter_id)
            die_at(here, 0 if life.with_a_letter else life.dies_at)
            with handing_over(die_at_moment(life.dies_at if life.with_a_letter else 0)):
                while send_what_is_due():
                    pass
        status = 0
    finally:
        os._exit(status)


def _carry_out() -> None:
    house_check.check(HOUSE, TEMPLATES, ["zh_Hant"])
    settings, letter_id, lives = pickle.loads(sys.stdin.buffer.read())
    json.dump([_live(settings, letter_id, life, number) for number, life in enumerate(lives)], sys.stdout)


if __name__ == "__main__":
    _carry_out()
