"""Counts that are gathered in memory and written every few seconds, so that looking at a page writes nothing.

A crash may lose the last few seconds of them, which nobody was promised.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from datetime import timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy.exc import IntegrityError

from leadgate.foundation import clock

log = logging.getLogger(__name__)
MOST = 500
AFTER = timedelta(seconds=5)
K = TypeVar("K", bound=Hashable)
_every: list["Gathered[Any]"] = []


class Gathered(Generic[K]):
    """Counts by key, on their way to a table.

    Args:
        write: the act that adds them to what stands there.
    """

    def __init__(self, write: Callable[[Mapping[K, int]], None]) -> None:
        self._write, self._lock = write, threading.Lock()
        self._counts: Counter[K] = Counter()
        self._written_at = clock.now()
        _every.append(self)

    def note(self, key: K) -> None:
        """Count one more; written with the others when there are many or a few seconds have passed."""
        with self._lock:
            self._counts[key] += 1
            due = self._counts.total() >= MOST or abs(clock.now() - self._written_at) >= AFTER
        if due:
            self.flush()

    def flush(self) -> None:
        """Write what was gathered, in an act of its own."""
        counts = self._taken()
        if not counts:
            return
        try:
            self._write(counts)
        except IntegrityError:  # something counted has gone meanwhile: a page seen before a backup was put back
            self._write_what_is_left(counts)

    def _taken(self) -> Mapping[K, int]:
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._written_at = clock.now()
        return counts

    def _write_what_is_left(self, counts: Mapping[K, int]) -> None:
        for key, times in counts.items():
            try:
                self._write({key: times})
            except IntegrityError:
                log.info("a count was dropped, for what it counts is gone")

    def forget(self) -> None:
        """Drop what was gathered."""
        with self._lock:
            self._counts.clear()


def forget() -> None:
    """Drop what was gathered for an installation that is gone."""
    for one in _every:
        one.forget()
