"""Slow clients cost nobody else anything: bodies that trickle, headers that never end, files nobody reads."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection

import pytest

from leadgate.app import create_app
from leadgate.assets.models import Grant
from leadgate.assets.room import DOWNLOAD
from tests.facts import downloads, one
from tests.running import Running
from tests.services import until
from tests.size import examples
from tests.stacks import KINDS, installed
from tests.visitor import Site

OF_EACH = examples(30, 300)
CSV = b"when,what\n" + b"week before,Confirm the delivery\n" * 300_000
"""Ten megabytes: more than a connection's buffers take."""


@pytest.fixture(params=KINDS)
def running(request, tmp_path) -> Iterator[Running]:
    with installed(request.param, tmp_path, request) as (made, _broker):
        yield made


@pytest.fixture
def link(running) -> str:
    """Of a download, of the running server."""
    with running.here.opened():
        site = Site(create_app(running.here), running.here)
        site.publish(content=CSV, name="guide.csv")
        site.confirmed()
        token: str = running.here.tokens.make(DOWNLOAD, one(Grant).id)
    running.web()
    return f"/d/{token}"


def opened(running: Running, at: int, text: str) -> socket.socket:
    """A connection from an address of its own, which has said so much and reads nothing."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.bind((f"127.0.{1 + at % 200}.{1 + at // 200}", 0))
    made.connect(("127.0.0.1", running.port))
    made.sendall(text.encode())
    return made


@contextmanager
def slow_ones(running: Running, link: str) -> Iterator[None]:
    """So many of each kind at once, held open."""
    host = f"Host: 127.0.0.1:{running.port}\r\n"
    form = "Content-Type: application/x-www-form-urlencoded\r\n"
    kinds = {
        "bodies": f"POST /me/sign-in HTTP/1.1\r\n{host}{form}Content-Length: 60000\r\n\r\ne",
        "chunks": f"POST /me/sign-in HTTP/1.1\r\n{host}{form}Transfer-Encoding: chunked\r\n\r\n1\r\ne\r\n",
        "headers": f"GET / HTTP/1.1\r\n{host}Accept: te",
        "downloads": f"GET {link} HTTP/1.1\r\n{host}\r\n",
        "idle": "",
    }
    with ExitStack() as held:
        for kind, text in enumerate(kinds.values()):
            for at in range(OF_EACH):
                held.enter_context(opened(running, kind * OF_EACH + at, text))
        yield


def got(running: Running, path: str, **headers: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", running.port, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


@pytest.mark.both_databases("asgi")
def test_everybody_else_is_answered_and_gets_their_file_meanwhile(running, link):
    with slow_ones(running, link):
        assert [got(running, path)[0] for path in ("/", "/a/guide", "/me/sign-in", "/healthz")] == [200] * 4
        assert got(running, link, Range="bytes=5-8") == (206, CSV[5:9])
        assert got(running, link) == (200, CSV)
        with running.here.opened():
            until(lambda: downloads() == 1)
    with running.here.opened():
        assert downloads() == 1, "those nobody read are not counted"


def broke_off(running: Running, link: str, *, after: int) -> None:
    """Read so many bytes of an answer, and hang up."""
    with socket.socket() as made:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
        made.connect(("127.0.0.1", running.port))
        made.sendall(f"GET {link} HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n\r\n".encode())
        while after > 0:
            after -= len(made.recv(min(after, 64 * 1024)))


def test_who_breaks_off_is_not_counted_although_the_systems_buffers_had_taken_the_rest(running, link):
    for after in (len(CSV) - 3_000_000, len(CSV) - 1_000_000):
        broke_off(running, link, after=after)
    assert got(running, link) == (200, CSV)
    with running.here.opened():
        until(lambda: downloads() == 1)
