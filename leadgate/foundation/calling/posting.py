"""Calling: one POST or GET to one address that was found fit, one deadline over all of it, a bound on what comes back.

Nothing is taken from the environment (no proxies), no redirect is followed, and nothing that was sent compressed is
unpacked. Why this is written on `http.client` and no client library: docs/decisions/0024.
"""

import io
import socket
import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, cast

from leadgate.foundation.calling.deadline import Deadline
from leadgate.foundation.calling.destinations import Address, Destination, Networks, Reach, addresses_of, destination_of
from leadgate.foundation.calling.errors import NotTrusted, NotUnderstood, Redirected, TooLong, TooSlow, Unreachable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SECONDS = 10.0
MOST_BYTES = 100_000
ADDRESSES_TRIED = 3
"""A host may have many addresses; each gets its share of the time, and so few of them enough of it."""


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """What a server answered.

    Args:
        status: of HTTP; never one of a redirect.
        body: as it came over the wire.
    """

    status: int
    body: bytes

    @property
    def is_taken(self) -> bool:
        """Whether the server says that it has taken what it was sent."""
        return 200 <= self.status < 300


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    reach: Reach = Reach.PUBLIC,
    own_networks: Networks = (),
    seconds: float = SECONDS,
    most_bytes: int = MOST_BYTES,
) -> HttpResponse:
    """POST to a server elsewhere and hear what it answers.

    Args:
        url: https, or what `reach` says.
        body: as it is sent; never compressed.
        headers: besides those that HTTP itself needs.
        reach: whom whoever gave the URL may have called.
        own_networks: private ones that may be called, too.
        seconds: for looking up, connecting, TLS, sending and reading together.
        most_bytes: of the whole answer, its headers as well.

    Returns:
        Whatever was answered with a status outside 300-399; a refusal (4xx, 5xx) is an answer, too.

    Raises:
        CallFailed: there is no answer, or none that is heard: one of those below, or another of its subclasses
            (`calling.errors`) while the address is looked up and the answer is read.
        TooSlow: not all of it was over in `seconds`.
        NotTrusted: TLS failed: the certificate is not the host's, or there is no version both sides speak.
        NotUnderstood: what came back is not HTTP, or ends before it is whole.
        Unreachable: nobody answers at any of its addresses, or the connection broke.
        Redirected: the status is 300-399; nobody is followed.
    """
    destination = destination_of(url, reach, own_networks)
    return _called("POST", destination, body, headers, seconds=seconds, most_bytes=most_bytes)


def get(
    url: str,
    headers: Mapping[str, str],
    *,
    reach: Reach = Reach.PUBLIC,
    seconds: float = SECONDS,
    most_bytes: int = MOST_BYTES,
) -> HttpResponse:
    """GET what a server elsewhere has at an address.

    Args:
        url: https, or what `reach` says.
        headers: besides those that HTTP itself needs.
        reach: whom whoever gave the URL may have called.
        seconds: for all of it together, as of `post`.
        most_bytes: of the whole answer, its headers as well.

    Returns:
        Whatever was answered, as of `post`.

    Raises:
        CallFailed: there is no answer, or none that is heard: one of its subclasses, as of `post`.
    """
    return _called("GET", destination_of(url, reach), None, headers, seconds=seconds, most_bytes=most_bytes)


def _called(
    method: str,
    destination: Destination,
    body: bytes | None,
    headers: Mapping[str, str],
    *,
    seconds: float,
    most_bytes: int,
) -> HttpResponse:
    deadline = Deadline(seconds)
    with closing(_connected(addresses_of(destination, deadline), deadline)) as line:
        try:
            with closing(_secured(line, destination, deadline)) as secured:
                answer = _exchanged(_Line(secured, deadline, most_bytes), destination, method, body, headers)
        except TimeoutError as late:
            raise TooSlow from late
        except ssl.SSLError as refusal:
            raise NotTrusted from refusal
        except HTTPException as trouble:
            raise NotUnderstood from trouble
        except OSError as trouble:
            raise Unreachable from trouble
    if 300 <= answer.status < 400:
        raise Redirected
    return answer


def _connected(addresses: list[Address], deadline: Deadline) -> socket.socket:
    trouble: OSError | None = None
    tried = addresses[:ADDRESSES_TRIED]
    for left, (family, where) in zip(range(len(tried), 0, -1), tried, strict=True):
        line = socket.socket(family, socket.SOCK_STREAM)
        line.settimeout(deadline.left() / left)
        try:
            line.connect(where)
        except OSError as refusal:
            line.close()
            trouble = refusal
        else:
            return line
    raise (TooSlow if isinstance(trouble, TimeoutError) else Unreachable) from trouble


def _secured(line: socket.socket, destination: Destination, deadline: Deadline) -> socket.socket:
    if not destination.secure:
        return line
    line.settimeout(deadline.left())
    return ssl.create_default_context().wrap_socket(line, server_hostname=destination.host)


def _exchanged(
    line: "_Line", destination: Destination, method: str, body: bytes | None, headers: Mapping[str, str]
) -> HttpResponse:
    connection = HTTPConnection(destination.host, destination.port)
    connection.sock = cast(socket.socket, line)
    own = {"Host": destination.authority, "Connection": "close"}
    connection.request(method, destination.target, body, {**own, **headers})
    with closing(connection.getresponse()) as answer:
        return HttpResponse(answer.status, answer.read())


class _Line:
    """A connection as `http.client` uses one, on which every step has only the time and the bytes that are left."""

    def __init__(self, line: socket.socket, deadline: Deadline, most_bytes: int) -> None:
        self._line, self._deadline, self._most = line, deadline, most_bytes

    def sendall(self, data: bytes) -> None:
        """Send all of it; a socket of TLS would give each of its pieces the whole time anew."""
        rest = memoryview(data)
        while rest:
            self._line.settimeout(self._deadline.left())
            rest = rest[self._line.send(rest) :]

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What comes back."""
        return io.BufferedReader(_Incoming(self._line, self._deadline, self._most))

    def close(self) -> None:
        """Nothing: `http.client` says so before it has read the answer; who connected hangs up."""


class _Incoming(io.RawIOBase):
    def __init__(self, line: socket.socket, deadline: Deadline, most_bytes: int) -> None:
        self._line, self._deadline, self._left = line, deadline, most_bytes

    def readable(self) -> bool:
        """It is read from."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Whatever has come, at least a byte of it; none when the other side has hung up."""
        self._line.settimeout(self._deadline.left())
        read = self._line.recv_into(buffer)
        self._left -= read
        if self._left < 0:
            raise TooLong
        return read
