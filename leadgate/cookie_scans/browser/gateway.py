"""The gateway: a proxy on this machine, without which the browser reaches nobody.

Each host is looked up once per connection, each of its addresses judged by the rules of `foundation.calling`, and the
connection made to the address that was judged, never to the name. So a redirect, a frame, a socket, a name that answers
otherwise when it is asked again: all of them come past here, what a browser's own rules would miss as well.
"""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Self
from urllib.parse import SplitResult, urlsplit

from leadgate.cookie_scans.browser.budget import MOST_BYTES_A_CONNECTION, Budget, Spent
from leadgate.foundation.calling.deadline import Deadline
from leadgate.foundation.calling.destinations import Address, Destination, Networks, ascii_host
from leadgate.foundation.calling.errors import CallFailed, NotUnderstood, Unreachable

Finder = Callable[[Destination, Deadline], list[Address]]
"""Looks up a host and answers only addresses that may be connected to (`calling.destinations.addresses_of`)."""
CONNECT_SECONDS = 6.0
ADDRESSES_TRIED = 3
MOST_HEAD = 65_536
A_PIECE = 65_536
HOP = {b"connection", b"proxy-connection", b"keep-alive", b"proxy-authorization", b"te", b"upgrade"}
"""Headers between two neighbours, which are not handed on (RFC 9110, section 7.6.1)."""
REFUSED = b"HTTP/1.1 502 Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Gateway:
    """One visit's way to the network, and the record of whom it asked for.

    Args:
        find: looks up and judges.
        own_networks: whose addresses may be reached besides public ones.
        budget: of the scan.
    """

    def __init__(self, find: Finder, own_networks: Networks, budget: Budget) -> None:
        self._find, self._own_networks, self._budget = find, own_networks, budget
        self._lines: set[asyncio.StreamWriter] = set()
        self.asked_for: set[str] = set()
        """Hosts that the browser asked for, whether they answered or not."""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=MOST_HEAD)
        return self

    async def __aexit__(self, *_trouble: object) -> None:
        self._server.close()
        for line in [*self._lines]:
            line.transport.abort()

    @property
    def address(self) -> str:
        """Where the browser finds it."""
        host, port = self._server.sockets[0].getsockname()[:2]
        return f"http://{host}:{port}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer)
        try:
            async with asyncio.timeout(self._budget.seconds_left):
                await self._answer(reader, writer)
        except (CallFailed, Spent, ValueError):
            with contextlib.suppress(OSError):
                writer.write(REFUSED)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # one of both hung up, or took too long
        finally:
            self._lines.discard(writer)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        method, target, _version = head.split(b"\r\n", 1)[0].decode("ascii").split(" ")
        is_tunnel = method == "CONNECT"
        url = urlsplit(f"//{target}" if is_tunnel else target)
        if not is_tunnel and url.scheme != "http":
            raise NotUnderstood
        theirs, to_them = await self._connected(url, 443 if is_tunnel else 80)
        try:
            if is_tunnel:
                writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
                await _either(self._passed(reader, to_them), self._passed(theirs, writer))
            else:
                await self._forward(head, url, (reader, writer), (theirs, to_them))
        finally:
            self._lines.discard(to_them)
            to_them.close()

    async def _connected(self, url: SplitResult, usual: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        host, port = ascii_host((url.hostname or "").rstrip(".")), url.port or usual
        if not host:
            raise NotUnderstood
        self.asked_for.add(host)
        self._budget.take_request()
        there = Destination(usual == 443, host, port, "/", on_this_machine=False, own_networks=self._own_networks)
        found = await asyncio.to_thread(self._find, there, Deadline(CONNECT_SECONDS))
        for family, where in found[:ADDRESSES_TRIED]:
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(CONNECT_SECONDS):
                    # The address that was judged; given as one, it is not looked up again.
                    line = await asyncio.open_connection(str(where[0]), int(where[1]), family=family, limit=MOST_HEAD)
                self._lines.add(line[1])
                return line
        raise Unreachable

    async def _forward(
        self,
        head: bytes,
        url: SplitResult,
        browser: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        server: tuple[asyncio.StreamReader, asyncio.StreamWriter],
    ) -> None:
        """Hand on one request without TLS and its answer; each has a connection of its own."""
        method = head.split(b" ", 1)[0]
        target = f"{url.path or '/'}{'?' if url.query else ''}{url.query}".encode("ascii")
        server[1].write(_with(head, b" ".join((method, target, b"HTTP/1.1"))))
        body = _length_of(head)
        while body > 0 and (piece := await browser[0].read(min(body, A_PIECE))):
            self._budget.take_bytes(len(piece))
            server[1].write(piece)
            await server[1].drain()
            body -= len(piece)
        answer = await server[0].readuntil(b"\r\n\r\n")
        while answer.startswith((b"HTTP/1.1 10", b"HTTP/1.0 10")):
            answer = await server[0].readuntil(b"\r\n\r\n")
        browser[1].write(_with(answer, answer.split(b"\r\n", 1)[0]))
        await _either(self._passed(server[0], browser[1]), _hung_up(browser[0]))

    async def _passed(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        left = MOST_BYTES_A_CONNECTION
        while left > 0 and (piece := await reader.read(A_PIECE)):
            self._budget.take_bytes(len(piece))
            left -= len(piece)
            writer.write(piece)
            await writer.drain()


def _with(head: bytes, first: bytes) -> bytes:
    """A head with another first line, whose connection ends after it."""
    lines = head.rstrip(b"\r\n").split(b"\r\n")[1:]
    kept = [line for line in lines if line.split(b":", 1)[0].strip().lower() not in HOP]
    return b"\r\n".join([first, *kept, b"Connection: close", b"", b""])


def _length_of(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
        if name.strip().lower() == b"transfer-encoding":
            raise NotUnderstood  # no browser sends one to a proxy
    return 0


async def _hung_up(reader: asyncio.StreamReader) -> None:
    while await reader.read(A_PIECE):
        pass  # a second request on a connection that was said to end: nobody hears it


async def _either(*ways: "asyncio._CoroutineLike[None]") -> None:
    """Wait until one of both ways has ended, and end the other; what ended it is raised."""
    tasks = [asyncio.create_task(way) for way in ways]
    try:
        done, _left = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
