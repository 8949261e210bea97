"""The threads pages are worked on by: few, and only one request at a time begins.

Python runs one thread at once, so a second page that begins beside a first only takes the processor from it, lock by
lock (on SQLite ten opt-ins one after another take two thirds of the time of ten at once). One that takes long, because
it waits for the database or has much to count, lets the next one begin.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

R = TypeVar("R")
LONG_SECONDS = 0.02
"""A page that has taken so long is not waited for any more."""


@dataclass(slots=True, eq=False)
class _Turn:
    began: float
    counts: bool = True


class PageThreads:
    """Belongs to one event loop, so nothing of it has to be locked.

    Args:
        threads: how many there are.
        at_once: how many requests begin side by side.
    """

    def __init__(self, threads: int, at_once: int = 1) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="page")
        self._free, self._waiting, self._turns = at_once, deque[asyncio.Future[None]](), set[_Turn]()
        self._watch: asyncio.TimerHandle | None = None

    async def work(self, work: Callable[..., R], *given: object) -> R:
        """Let a thread do something, when it is its turn.

        Args:
            work: called in the thread.
            given: what it is called with.

        Returns:
            What it returned; what it raises is raised here.
        """
        loop = asyncio.get_running_loop()
        if self._free:
            self._free -= 1
        else:
            await self._wait(loop)
        turn = _Turn(loop.time())
        self._turns.add(turn)
        try:
            return await loop.run_in_executor(self._pool, work, *given)
        finally:
            self._turns.discard(turn)
            if turn.counts:
                self._next()

    async def _wait(self, loop: asyncio.AbstractEventLoop) -> None:
        called = loop.create_future()
        self._waiting.append(called)
        if self._watch is None:
            self._watch = loop.call_later(LONG_SECONDS, self._look, loop)
        try:
            await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled():
                self._next()  # it was called, and is not there any more
            raise

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let others begin beside those that take long; looked at only while somebody waits."""
        for turn in [turn for turn in self._turns if turn.counts and turn.began <= loop.time() - LONG_SECONDS]:
            turn.counts = False
            self._next()
        self._watch = loop.call_later(LONG_SECONDS, self._look, loop) if self._waiting else None

    def _next(self) -> None:
        while self._waiting:
            called = self._waiting.popleft()
            if not called.done():
                called.set_result(None)
                return
        self._free += 1

    def close(self) -> None:
        """Come back once nothing is worked on any more."""
        self._pool.shutdown()
