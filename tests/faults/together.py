"""Threads that begin together, and have all looked before any of them writes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from unittest import mock

from sqlalchemy import event

from leadgate.foundation.sql.pending_writes import PendingWrites

WRITES = ("INSERT", "UPDATE", "DELETE")
LONGEST_SECONDS = 0.2
"""Where a lock keeps some from coming, the others go on after so long; more would only make a test slower."""

BESIDE_SECONDS = 1.0
"""So long an act is waited for that goes on beside another; one that is locked out is waited for in vain."""


class _Meeting:
    """Where each thread waits for the others, once: before it locks, or else before it writes."""

    def __init__(self, many: int) -> None:
        self._all, self._own = threading.Barrier(many), threading.local()

    def join(self) -> None:
        """Say that this thread is one of those who meet."""
        self._own.is_missing = True

    def wait(self) -> None:
        """Wait for all who are still missing; no thread waits twice, nor one that never joined."""
        if getattr(self._own, "is_missing", False):
            self._own.is_missing = False
            with suppress(threading.BrokenBarrierError):  # somebody was done without writing
                self._all.wait(LONGEST_SECONDS)

    def leave(self) -> None:
        """Let the others go on without this thread, if it never came."""
        if self._own.is_missing:
            self._all.abort()


@contextmanager
def _met_before_writing(here, meeting: _Meeting) -> Iterator[None]:
    begin = PendingWrites.begin

    def met(pending: PendingWrites) -> None:
        meeting.wait()
        begin(pending)

    def before(_connection, _cursor, statement, *_rest) -> None:
        if statement.lstrip()[:6].upper() in WRITES:
            meeting.wait()

    event.listen(here.database.writer, "before_cursor_execute", before, insert=True)
    try:
        with mock.patch.object(PendingWrites, "begin", met):
            yield
    finally:
        event.remove(here.database.writer, "before_cursor_execute", before)


def at_once(here, *acts: Callable[[], object]) -> list[object]:
    """Run acts in threads that begin together; answers what each returned or raised.

    None writes before all have read what they read before they lock or write: what is decided by something that is
    not locked is decided by what was there before any of them.
    """
    meeting, found = _Meeting(len(acts)), [None] * len(acts)

    def run(at: int) -> None:
        meeting.join()
        with here.opened():
            try:
                found[at] = acts[at]()
            except Exception as trouble:  # noqa: BLE001 - it is the answer
                found[at] = trouble
        meeting.leave()

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(acts))]
    with _met_before_writing(here, meeting):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return found


def beside(here, act: Callable[[], object]) -> Callable[[], object]:
    """Begin an act in a thread, and let it come as far as it comes for now; whoever holds what it needs goes on.

    Answers what waits for its end and says what it returned or raised.
    """
    found: list[object] = []

    def run() -> None:
        with here.opened():
            try:
                found.append(act())
            except Exception as trouble:  # noqa: BLE001 - it is the answer
                found.append(trouble)

    def end() -> object:
        thread.join()
        return found[0]

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(BESIDE_SECONDS)
    return end


def all_at_once(here, act: Callable[[], object], many: int) -> list[object]:
    """As `at_once`, the same act many times."""
    return at_once(here, *[act] * many)


def refused(answers: list[object], *refusals: type[Exception]) -> int:
    """How many were refused so; nobody met with anything else."""
    assert not [one for one in answers if isinstance(one, Exception) and not isinstance(one, refusals)], answers
    return sum(isinstance(one, refusals) for one in answers)
