"""The threads pages are worked on by: one of few leads and takes request after request, the others wait to follow.

Python runs one thread at once, so a page that begins beside another only takes the processor from it, lock by lock (on
SQLite ten opt-ins one after another take two thirds of the time of ten at once). So whoever leads asks nobody between
two pages, neither the event loop nor another thread (leader and followers: Schmidt and others, Pattern-Oriented
Software Architecture 2, 2000). A page that takes long, because it waits for the database or has much to count, costs
its thread the lead: the next one goes on.
"""

import asyncio
import math
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from threading import Semaphore, Thread
from time import monotonic
from typing import Any, TypeVar

R = TypeVar("R")
LONG_SECONDS = 0.02
"""A page that has taken so long is not waited for any more."""


class _Job:
    """What a thread is to do, and who waits for it."""

    __slots__ = ("_do", "_result", "_trouble", "_waits")

    def __init__(self, waits: "asyncio.Future[Any]", do: Callable[[], Any]) -> None:
        self._waits, self._do = waits, do
        self._result: Any = None
        self._trouble: BaseException | None = None

    def do(self) -> None:
        try:
            self._result = self._do()
        except BaseException as trouble:  # noqa: BLE001 - raised where somebody waits for it
            self._trouble = trouble

    def tell(self) -> None:
        """In the event loop: what came of it."""
        if self._waits.done():
            return  # nobody waits any more
        if self._trouble:
            self._waits.set_exception(self._trouble)
        else:
            self._waits.set_result(self._result)


class _Lead:
    """One thread's time of taking request after request; over when somebody else was given it."""

    __slots__ = ("began", "over")

    def __init__(self) -> None:
        self.began = math.inf
        self.over = False

    def is_long(self) -> bool:
        return monotonic() - self.began > LONG_SECONDS


class PageThreads:
    """Belongs to one event loop.

    Args:
        threads: how many there are.
        leading: how many requests begin side by side.
    """

    def __init__(self, threads: int, leading: int = 1) -> None:
        self._todo, self._done = SimpleQueue[_Job | None](), deque[_Job]()
        self._free, self._leads = Semaphore(leading), set[_Lead]()
        self._under_way, self._watch, self._told = 0, False, True
        self._threads = [Thread(target=self._follow, name=f"page {n}", daemon=True) for n in range(threads)]
        self._loop: asyncio.AbstractEventLoop | None = None

    async def work(self, work: Callable[[], R]) -> R:
        """Let a thread do something, when it is its turn.

        Args:
            work: called in the thread.

        Returns:
            What it returned; what it raises is raised here.
        """
        loop = self._loop or self._start()
        waits: asyncio.Future[R] = loop.create_future()
        self._under_way += 1
        self._todo.put(_Job(waits, work))
        if not self._watch:
            self._watch = True
            loop.call_later(LONG_SECONDS, self._look, loop)
        return await waits

    def _start(self) -> asyncio.AbstractEventLoop:
        self._loop = asyncio.get_running_loop()
        for thread in self._threads:
            thread.start()
        return self._loop

    def _follow(self) -> None:
        while True:
            self._free.acquire()
            lead = _Lead()
            self._leads.add(lead)
            if not self._take(lead):
                self._free.release()
                return

    def _take(self, lead: _Lead) -> bool:
        """Work on request after request for as long as the lead lasts; answers whether more will come."""
        while not lead.over:
            lead.began = math.inf
            job = self._todo.get()
            if job is None:
                return False
            lead.began = monotonic()
            job.do()
            self._done.append(job)
            self._call()
        return True

    def _call(self) -> None:
        """Have what is done told; once for all that is done until the event loop gets to it."""
        if self._told and self._loop:
            self._told = False
            self._loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        self._told = True  # before looking: what is done from here on calls again
        while self._done:
            self._under_way -= 1
            self._done.popleft().tell()

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Give the lead of those that take long to others."""
        for lead in [one for one in tuple(self._leads) if one.is_long()]:
            lead.over = True
            self._leads.discard(lead)
            self._free.release()
        self._watch = self._under_way > 0
        if self._watch:
            loop.call_later(LONG_SECONDS, self._look, loop)

    def close(self) -> None:
        """Come back once nothing is worked on any more."""
        for _ in self._threads:
            self._todo.put(None)
        for thread in self._threads:
            if thread.ident:
                thread.join()
