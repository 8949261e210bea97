"""Who works on an installation holds a lock in its data folder; who may only work on it alone takes it whole.

Web server, workers and every command hold it together; a restore has it to itself. The lock (flock(2)) ends with its
process, however that ends. It is known wherever this very folder is: on one machine, as a rule.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from leadgate.foundation.errors import Refusal

FILE = "running.lock"
_held: list[IO[bytes]] = []


class StillRunning(Refusal):
    """Web server, worker or a command work on the installation.

    Args:
        processes: those that are known to, by their numbers; not those of other accounts.
    """

    def __init__(self, processes: list[int]) -> None:
        named = ", ".join(map(str, processes))
        who = f" ({'process' if len(processes) == 1 else 'processes'} {named})" if named else ""
        super().__init__(
            f"leadgate is running here{who}. Stop it first (web, worker and clock, and any command that is still at "
            "work or waits for an answer), then run this again. Nothing was touched."
        )


class RestoreUnderWay(Refusal):
    """Somebody has the installation to themselves: what is done now would be lost with the database that goes."""

    sentence = "A restore is under way here. Nothing was done; please try again when it is done."


def hold(data_dir: Path) -> None:
    """Say that this process works on an installation, until it ends; a restore that is under way is waited for.

    Args:
        data_dir: of the installation; is made where it is not there.
    """
    file = _opened(data_dir)
    fcntl.flock(file, fcntl.LOCK_SH)
    _held.append(file)


@contextmanager
def held(data_dir: Path) -> Iterator[None]:
    """Say that this process works on an installation, while the block runs.

    Args:
        data_dir: of the installation; is made where it is not there.

    Raises:
        RestoreUnderWay: the block is not entered.
    """
    with _opened(data_dir) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError as trouble:
            raise RestoreUnderWay from trouble
        yield


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """Let nobody begin to work on an installation while the block runs.

    Whoever is at work is not waited for: it may be a question that nobody will answer.

    Args:
        data_dir: of the installation; is made where it is not there.

    Raises:
        StillRunning: somebody does; the block is not entered.
    """
    with _opened(data_dir) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as trouble:
            raise StillRunning(_holders(data_dir / FILE, file)) from trouble
        yield


def _opened(data_dir: Path) -> IO[bytes]:
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    return (data_dir / FILE).open("ab")


def _holders(path: Path, ours: IO[bytes]) -> list[int]:
    import psutil  # asked for in trouble only

    found, place = [], str(path.resolve())
    for process in psutil.process_iter():
        with suppress(psutil.Error):  # of another account, or gone just now
            there = [one.fd for one in process.open_files() if one.path == place]
            if set(there) - ({ours.fileno()} if process == psutil.Process() else set()):
                found.append(process.pid)
    return found
