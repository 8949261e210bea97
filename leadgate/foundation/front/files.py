"""Sending a file: part after part, no faster than the client takes them, while no thread waits for it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from leadgate.foundation.files.sending import SentFile
from leadgate.foundation.files.store_errors import FileMissing
from leadgate.foundation.front.acknowledged import CannotSay, Connection, has
from leadgate.foundation.front.application import Scope
from leadgate.foundation.front.bodies import Receive

Send = Callable[[Mapping[str, Any]], Awaitable[None]]
STALLED_SECONDS = 60.0
"""A client that takes nothing for so long is hung up on."""
LEAST_BYTES, MOST_BYTES = 32 * 1024, 128 * 1024
"""Of a part. The server holds several for each client: one that has taken little gets little ones."""
HANG_UP_SECONDS = 0.05
"""So long the word that a client is gone may be on its way, where the system cannot say how much it has taken."""


class FileOnItsWay:
    """The body of one answer, whose status and headers were sent.

    The server takes parts for a client that has hung up as well, and the system holds megabytes for one that is slow.
    So the last part waits until the client's system has all before it: what broke off is not taken for a whole file.

    Args:
        file: what is sent; closed at the end.
        connection: the client's; None where the system knows nothing of it.
        receive, send: the server's (ASGI 3.0).
    """

    def __init__(self, file: SentFile, connection: Connection | None, receive: Receive, send: Send) -> None:
        self._file, self._connection, self._receive, self._send = file, connection, receive, send
        self._given = 0

    async def comes(self) -> None:
        """Send it; how much of it came, as far as can be known, the file says afterwards."""
        tasks = [asyncio.ensure_future(one) for one in (self._give_all(), self._stalls(), self._hangs_up())]
        given, _stalled, self._gone = tasks
        try:
            await asyncio.wait(tasks[:2], return_when=asyncio.FIRST_COMPLETED)
            with suppress(OSError, RuntimeError, FileMissing):  # nobody is there to be told, or there is nothing more
                if given.done():
                    given.result()
        finally:
            for task in tasks:
                task.cancel()
            self._file.close()

    async def _give_all(self) -> None:
        last = b""
        async for part in self._file.parts(self._part_bytes):
            await self._give(last)
            if self._gone.done():
                return
            last = part
        if await self._has_what_was_given():
            await self._give(last)
            await self._send({"type": "http.response.body", "body": b""})

    def _part_bytes(self) -> int:
        return min(max(self._acknowledged() // 2, LEAST_BYTES), MOST_BYTES)

    async def _give(self, part: bytes) -> None:
        if part:
            await self._send({"type": "http.response.body", "body": part, "more_body": True})
            self._given += len(part)
            self._file.taken = self._given

    async def _has_what_was_given(self) -> bool:
        if self._connection:
            with suppress(CannotSay):
                return await has(self._connection, self._given, self._gone)
        await asyncio.wait([self._gone], timeout=HANG_UP_SECONDS)
        return not self._gone.done()

    async def _stalls(self) -> None:
        """Come back when the client takes nothing any more."""
        before = None
        while (taken := (self._given, self._acknowledged())) != before:
            before = taken
            await asyncio.sleep(STALLED_SECONDS)

    def _acknowledged(self) -> int:
        """Bytes the client has, as far as anybody can say."""
        with suppress(CannotSay):
            return self._connection.acknowledged() or 0 if self._connection else 0
        return 0

    async def _hangs_up(self) -> None:
        """Come back when the client has hung up; sending to it raises nothing (ASGI 3.0, "Disconnected Client")."""
        while (await self._receive())["type"] != "http.disconnect":
            pass


def connection_of(scope: Scope) -> Connection | None:
    """The client's connection, before anything was sent on it; None where the system knows nothing of it."""
    try:
        return Connection(scope)
    except CannotSay:
        return None
