"""A request that says its length in two ways hides no second one behind a proxy that believes the other."""

import socket
from collections.abc import Iterator

import pytest

from tests.running import Running


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Running]:
    made = Running(tmp_path_factory.mktemp("smuggling"))
    made.command("migrate")
    made.web()
    yield made
    made.stop()


def test_a_length_beside_chunks_ends_the_connection_with_the_first_answer(running):
    hidden = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    body = b"0\r\n\r\n" + hidden
    lines = (
        *("POST /me/sign-in HTTP/1.1", "Host: x", "Content-Type: application/x-www-form-urlencoded"),
        *("Transfer-Encoding: chunked", f"Content-Length: {len(body)}", "", ""),
    )
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as connection:
        connection.sendall("\r\n".join(lines).encode() + body)
        answers = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answers.count(b"HTTP/1.1 ") == 1
    assert b"ok\n" not in answers[-4:]


def test_what_is_no_body_is_answered_as_what_cannot_be_read(running):
    lines = ("POST /me/sign-in HTTP/1.1", "Host: x", "Transfer-Encoding: chunked", "", "ZZ", "abc", "0", "", "")
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as connection:
        connection.sendall("\r\n".join(lines).encode())
        assert connection.recv(65536).startswith(b"HTTP/1.1 400 ")
