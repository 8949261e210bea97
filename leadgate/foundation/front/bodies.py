"""Receiving a request's body whole, in time, and no faster than it can be kept."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from leadgate.foundation.front.bounds import Usage

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
IN_MEMORY_BYTES = 256 * 1024


class BodyTooSlow(Exception):
    """The client took longer than its size allows (RFC 9110 section 15.5.9)."""


class BodyTooLarge(Exception):
    """The client sent more than this address takes (RFC 9110 section 15.5.14)."""


class BodyCut(Exception):
    """The client hung up before it had sent everything, or went on with what is no body."""


@dataclass(frozen=True, slots=True)
class BodyPace:
    """How slowly a body may come.

    Args:
        patience: seconds until the first check, however small the body.
        bytes_per_second: the least rate from then on, over the whole time.
    """

    patience: float = 10.0
    bytes_per_second: int = 2_000

    def seconds_for(self, received: int) -> float:
        """How long receiving so many bytes may have taken."""
        return self.patience + received / self.bytes_per_second


class Body:
    """What was received of a body, in memory or in a file without a name.

    Args:
        usage: where its bytes are counted until it is closed.
    """

    def __init__(self, usage: Usage) -> None:
        self.file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 - closed with the request
        self.size, self._usage = 0, usage

    async def receive(self, receive: Receive, most: int, pace: BodyPace) -> None:
        """Take the body to its end.

        Args:
            receive: the server's next part (ASGI 3.0, `http.request`).
            most: bytes it may have.
            pace: how slowly it may come.

        Raises:
            BodyTooSlow: it comes too slowly.
            BodyTooLarge: it is larger.
            BodyCut: the client hangs up, or what it sends is no body.
            TooBusy: there is no room for it.
        """
        loop = asyncio.get_running_loop()
        began, more = loop.time(), True
        while more:
            try:
                async with asyncio.timeout_at(began + pace.seconds_for(self.size)):
                    part = await receive()
            except TimeoutError as trouble:
                raise BodyTooSlow from trouble
            if part["type"] == "http.disconnect":
                raise BodyCut
            await self._keep(part.get("body", b""), most)
            more = part.get("more_body", False)
        self.file.seek(0)

    async def _keep(self, part: bytes, most: int) -> None:
        if self.size + len(part) > most:
            raise BodyTooLarge
        self._usage.take(len(part))
        self.size += len(part)
        if self.size > IN_MEMORY_BYTES:
            await asyncio.to_thread(self.file.write, part)
        else:
            self.file.write(part)

    def __enter__(self) -> "Body":
        return self

    def __exit__(self, *_trouble: object) -> None:
        self._usage.give_back(self.size)
        self.file.close()
