"""Buffered counters: counts are gathered in memory and written a few seconds later, so that looking at a page writes
nothing.

What was noted is written within `SECONDS`, whether anybody comes after or not, and when the process ends in good order;
one that is killed loses its last few seconds of counts, which nobody was promised. What day a count belongs to is part
of its key, so a count written after midnight is still one of the day before.
"""

import atexit
import logging
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping
from contextlib import AbstractContextManager
from multiprocessing.util import Finalize
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError

log = logging.getLogger(__name__)
SECONDS = 5.0
MOST = 500
"""So many counts are written at once, without waiting for the time to pass."""
K = TypeVar("K", bound=Hashable)
Write = Callable[[Mapping[Any, int]], None]


class Counters:
    """The counts of one installation on their way to its tables.

    Args:
        opened: lets the block work on the installation; for the thread that writes when the time has passed.
        seconds: how long a count waits at most; None leaves it to `flush` alone.
    """

    def __init__(self, opened: Callable[[], AbstractContextManager[object]], seconds: float | None = SECONDS) -> None:
        self._opened, self._seconds = opened, seconds
        self._lock = threading.Lock()
        self._counts: dict[Write, Counter[Any]] = defaultdict(Counter)
        self._timer: threading.Timer | None = None
        self._ends: Finalize | None = None

    def note(self, write: Callable[[Mapping[K, int]], None], key: K) -> None:
        """Count one more.

        Args:
            write: the act that adds counts, by key, to what stands in a table.
            key: of what is counted, with the day it happened on.
        """
        with self._lock:
            self._counts[write][key] += 1
            is_full = sum(counts.total() for counts in self._counts.values()) >= MOST
            if self._seconds is not None and self._timer is None:
                self._start_timer(self._seconds)
        if is_full:
            self.flush()

    def flush(self) -> None:
        """Write what was gathered, each kind in an act of its own."""
        with self._lock:
            counts, self._counts = self._counts, defaultdict(Counter)
            if self._timer:
                self._timer.cancel()
                self._timer = None
        for write, gathered in counts.items():
            _written(write, gathered)

    def close(self) -> None:
        """Write what is left, because the process ends."""
        with self._opened():
            self.flush()

    def _start_timer(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._flush_alone)
        self._timer.daemon = True
        self._timer.start()
        if self._ends is None:
            atexit.register(self.close)
            # The web server's workers are children of `multiprocessing`, which end without `atexit`.
            self._ends = Finalize(None, self.close, exitpriority=10)

    def _flush_alone(self) -> None:
        try:
            with self._opened():
                self.flush()
        except DBAPIError as trouble:
            log.warning("counts were dropped, for the database is away: %s", type(trouble).__name__)


def _written(write: Write, counts: Mapping[Any, int]) -> None:
    try:
        write(counts)
    except IntegrityError:  # something counted has gone meanwhile: a page seen before a backup was put back
        for key, times in counts.items():
            try:
                write({key: times})
            except IntegrityError:
                log.info("a count was dropped, for what it counts is gone")
