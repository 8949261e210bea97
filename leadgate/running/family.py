"""Some processes kept running together: whoever ends is started again, and all end with the one that keeps them."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import click

from leadgate.foundation.background.members import FamilyMember
from leadgate.running.ending import end_with_parent

CALM_SECONDS = 0.5
STOP_SECONDS = 15
LATELY_SECONDS = 60


@dataclass
class Child:
    """One process that is started again whenever it ends."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)
    not_before: float = 0.0

    def mend(self) -> bool:
        """Start it if it is not running; one that keeps ending is started at growing intervals, up to five seconds.

        Returns:
            whether it ended, or was started.
        """
        now = time.monotonic()
        has_ended = self.process is not None and self.process.poll() is not None
        if self.process is not None and has_ended:
            self.starts = [at for at in self.starts if at > now - LATELY_SECONDS]
            lately = [at for at in self.starts if at > now - 10]
            self.not_before = now + min(CALM_SECONDS * (len(lately) - 1), 5)
            click.echo(f"{self.name} ended ({self.process.returncode}); starting it again.", err=True)
            _signal_group(self.process.pid, signal.SIGKILL)  # what a killed one leaves behind would go on serving
            self.process = None
        if self.process is None and now >= self.not_before:
            self.starts.append(now)
            self.process = self._started()
            return True
        return has_ended

    def _started(self) -> subprocess.Popen[bytes]:
        # What runs before the program is one call of the system, and nothing here has threads that it could meet.
        bound = partial(end_with_parent, os.getpid())
        return subprocess.Popen(self.command, start_new_session=True, preexec_fn=bound)  # noqa: S603, PLW1509 - our own

    def as_member(self) -> FamilyMember:
        """What others are told of it."""
        return FamilyMember(self.name, self.process.pid if self.process else None, len(self.starts))

    def ask_to_end(self) -> None:
        """Ask it alone: it ends its own children, and would take those that ended by themselves for fallen."""
        if self.process:
            self.process.terminate()

    def kill(self) -> None:
        """End it, and its own children too, where it has not ended."""
        if self.process and self.process.poll() is None:
            _signal_group(self.process.pid, signal.SIGKILL)


def keep(children: list[Child], on_change: Callable[[], None]) -> None:
    """Keep processes running until this one is asked to end (SIGINT, SIGTERM); then end them all.

    Args:
        children: none of them started yet.
        on_change: called whenever one ended or was started.
    """
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    while not stopping.wait(0.2):
        changes = [child.mend() for child in children]
        if any(changes):
            on_change()
    for child in children:
        child.ask_to_end()
    _wait(lambda: all(child.process is None or child.process.poll() is not None for child in children))
    for child in children:
        child.kill()


def _signal_group(pid: int, with_signal: int) -> None:
    try:
        os.killpg(pid, with_signal)
    except ProcessLookupError:
        return


def _wait(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + STOP_SECONDS
    while time.monotonic() < ends and not done():
        time.sleep(0.05)
