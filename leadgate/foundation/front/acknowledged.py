"""What a client's system has acknowledged of what was sent to it, as ours knows it: sock_diag(7), of Linux.

A server has sent a file long before somebody has it: megabytes of it wait in the system's buffers, and whoever breaks
off meanwhile has taken none of those. The system keeps count for each connection (RFC 4898, `HCThruOctetsAcked`), and
says so to whoever asks by its two ends.
"""

import asyncio
import atexit
import socket
import struct
from collections.abc import Iterator, Mapping
from functools import cache
from ipaddress import IPv6Address, ip_address
from itertools import count
from typing import Any, NamedTuple

NETLINK_SOCK_DIAG, BY_FAMILY, ERROR = 4, 20, 2
ESTABLISHED, CLOSE_WAIT = 1, 8
"""A client that says it will send nothing more still takes what it asked for."""
ANY_INTERFACE, ANY_COOKIE, ALL_STATES = 0, (0xFFFFFFFF, 0xFFFFFFFF), 0xFFFFFFFF
INFO, ACKNOWLEDGED_AT = 2, 120
"""The part of an answer that is `struct tcp_info`, and where `tcpi_bytes_acked` stands in it."""
HEADER, REQUEST, ENDS, FOUND = struct.Struct("=IHHII"), struct.Struct("=BBBBI"), struct.Struct(">HH16s16s"), "=BB58xI8x"
_NUMBERS = count(1)
SHORTEST_PAUSE, LONGEST_PAUSE = 0.001, 0.25


class CannotSay(Exception):
    """The system does not know this connection, or nobody can be asked: another system, or it is none of TCP's."""


class Sent(NamedTuple):
    """How far a connection has come, in bytes since it was made."""

    acknowledged: int
    waiting: int


class Connection:
    """One client's connection, while a request is answered on it.

    Args:
        scope: of the request (ASGI 3.0), nothing of whose answer was sent yet.

    Raises:
        CannotSay: the system knows none with such ends.
    """

    def __init__(self, scope: Mapping[str, Any]) -> None:
        try:
            self._system, (peer, port), (host, own) = _system(), scope["client"], scope["server"]
            far = _plain(peer)
            self._family = _family_of(far)
            for near in _own_addresses(host, far):
                if _family_of(near) == self._family and self._is_between(near, int(own), far, int(port)):
                    return
        except (OSError, TypeError, ValueError, struct.error) as trouble:
            raise CannotSay from trouble
        raise CannotSay

    def _is_between(self, near: str, own: int, far: str, port: int) -> bool:
        packed = [socket.inet_pton(self._family, one) for one in (near, far)]
        self._ends = ENDS.pack(own, port, *packed)
        found = self._sent()
        self._before = sum(found) if found else 0
        return found is not None

    def acknowledged(self) -> int | None:
        """Bytes of the answer that the client's system has; None when the connection has ended.

        Raises:
            CannotSay: the system does not answer.
        """
        found = self._sent()
        return max(found.acknowledged - self._before, 0) if found else None

    def _sent(self) -> Sent | None:
        asked = REQUEST.pack(self._family, socket.IPPROTO_TCP, 1 << (INFO - 1), 0, ALL_STATES) + self._ends
        asked += struct.pack("=III", ANY_INTERFACE, *ANY_COOKIE)
        number = next(_NUMBERS) % 2**32
        try:
            self._system.send(HEADER.pack(HEADER.size + len(asked), BY_FAMILY, 1, number, 0) + asked)
            while HEADER.unpack_from(said := self._system.recv(4096))[3] != number:
                pass  # an answer that nobody took
            return _read(said)
        except (OSError, struct.error) as trouble:
            raise CannotSay from trouble


def _read(said: bytes) -> Sent | None:
    """An answer of the system's (`struct inet_diag_msg`, and what it has beside it)."""
    if HEADER.unpack_from(said)[1] == ERROR:
        return None
    _family, state, waiting = struct.unpack_from(FOUND, said, HEADER.size)
    if state not in (ESTABLISHED, CLOSE_WAIT):
        return None
    at = HEADER.size + struct.calcsize(FOUND)
    while at < len(said):
        size, kind = struct.unpack_from("=HH", said, at)
        if kind == INFO:
            [acknowledged] = struct.unpack_from("=Q", said, at + 4 + ACKNOWLEDGED_AT)
            return Sent(acknowledged, waiting)
        at += max((size + 3) & ~3, 4)
    raise CannotSay


@cache
def _system() -> socket.socket:
    """Whom to ask; answers are there when the question was put, so nothing waits."""
    made = socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM, NETLINK_SOCK_DIAG)
    made.setblocking(False)
    made.connect((0, 0))
    atexit.register(made.close)
    return made


def _plain(address: str) -> str:
    known = ip_address(address)
    mapped = known.ipv4_mapped if isinstance(known, IPv6Address) else None
    return str(mapped or known)


def _family_of(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def _own_addresses(host: str, far: str) -> Iterator[str]:
    """What our end may be: what the server listens on, or where that is every address, the one on the way to there."""
    yield _plain(host)
    with socket.socket(_family_of(far), socket.SOCK_DGRAM) as way:
        way.connect((far, 9))
        yield way.getsockname()[0]


async def has(connection: Connection, size: int, gone: "asyncio.Future[Any]") -> bool:
    """Wait until the client's system has so many bytes of an answer.

    Args:
        connection: the client's.
        size: bytes; the answer's headers are among them.
        gone: done when the server knows that the client is.

    Returns:
        Whether it has; not when the connection has ended before, or the client is gone.

    Raises:
        CannotSay: the system does not answer.
    """
    pause = SHORTEST_PAUSE
    while (acknowledged := connection.acknowledged()) is not None and acknowledged < size and not gone.done():
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
    return acknowledged is not None and acknowledged >= size
