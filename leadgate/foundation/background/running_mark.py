"""Who works on an installation holds a lock in its data folder, for whoever may only work on it alone.

The lock (flock(2)) ends with its process, however that ends; it is known on this machine alone.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from leadgate.foundation.errors import Refusal

FILE = "running.lock"
_held: list[IO[bytes]] = []


class StillRunning(Refusal):
    """Web server or worker run on the installation."""

    sentence = "leadgate is running here. Stop it first (web, worker and clock), then run this again."


def hold(data_dir: Path) -> None:
    """Say that this process works on an installation, until it ends.

    Args:
        data_dir: of the installation; is there.
    """
    file = (data_dir / FILE).open("ab")
    fcntl.flock(file, fcntl.LOCK_SH)
    _held.append(file)


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """Let nobody begin to work on an installation while the block runs.

    Args:
        data_dir: of the installation; is there.

    Raises:
        StillRunning: somebody does; the block is not entered.
    """
    with (data_dir / FILE).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as trouble:
            raise StillRunning from trouble
        yield
