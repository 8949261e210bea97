"""To be told to end (SIGTERM, a terminal that goes) as by Ctrl-C: what was begun is taken away on the way out."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

TOLD_BY = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def orderly_end() -> Iterator[None]:
    """Let the block leave by its own `finally`s when the process is told to end; for a command, on the main thread."""
    before = {number: signal.signal(number, _leave) for number in TOLD_BY}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, _frame: FrameType | None) -> None:
    for each in TOLD_BY:  # told twice is told once: what is taken away now is taken away to the end
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(128 + number)
