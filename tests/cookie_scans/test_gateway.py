"""The gateway: what a browser asks for is looked up once, judged, and reached at the address that was judged."""

import asyncio
import socket

import pytest

from leadgate.cookie_scans.browser.budget import MOST_BYTES_A_CONNECTION, Budget
from leadgate.cookie_scans.browser.gateway import Gateway
from leadgate.cookie_scans.browser.scanning import INSIDE
from leadgate.foundation.calling.destinations import addresses_of
from tests.cookie_scans.shop import Secret
from tests.elsewhere import elsewhere

INWARD = [
    *("127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "[::1]", "[fe80::1]"),
    *("[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "2130706433", "0x7f.1", "127.1", "localhost", "LOCALHOST.", "0"),
]
REFUSED = b"HTTP/1.1 502 Refused"


def asked(*requests: bytes, own_networks=(), find=addresses_of, **budget) -> list[bytes]:
    """What each of some requests is answered, all of it."""

    async def ask(port: int, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request)
        answer = b""
        while piece := await reader.read(65536):
            answer += piece
        writer.close()
        return answer

    async def run() -> list[bytes]:
        async with Gateway(find, own_networks, Budget(20, **budget)) as gateway:
            port = int(gateway.address.rpartition(":")[2])
            return await asyncio.gather(*(ask(port, one) for one in requests))

    return asyncio.run(run())


def ways(authority: str) -> list[bytes]:
    """A page without TLS, and a tunnel for all else: TLS, sockets, hints to connect."""
    return [
        f"GET http://{authority}/x HTTP/1.1\r\nHost: public.example\r\n\r\n".encode(),
        f"CONNECT {authority} HTTP/1.1\r\nHost: public.example:443\r\n\r\n".encode(),
    ]


def test_nobody_inside_is_reached_however_they_are_written():
    secret = Secret()
    requests = [way for host in INWARD for way in ways(f"{host}:{secret.port}")]
    answers = asked(*requests)
    secret.close()
    assert [one for one in answers if not one.startswith(REFUSED)] == []
    assert secret.came == 0


@pytest.mark.parametrize("line", [
    "GET file:///etc/passwd HTTP/1.1", "GET ftp://public.example/ HTTP/1.1", "GET /x HTTP/1.1", "GET http:/// HTTP/1.1",
    "CONNECT :443 HTTP/1.1", "GET http://public.example:99999/ HTTP/1.1", "nonsense", "GET http://\xff/ HTTP/1.1",
])  # fmt: skip
def test_what_is_no_request_of_the_web_is_refused(line):
    assert asked(f"{line}\r\n\r\n".encode("latin-1"))[0].startswith(REFUSED)


def test_a_name_that_answers_otherwise_the_second_time_was_asked_once(monkeypatch):
    """DNS rebinding: what was judged is what is connected to."""
    asked_names = []

    def look_up(host, port, *more, **kinds):
        asked_names.append(host)
        address = "127.0.0.1" if len(asked_names) == 1 else "10.9.9.9"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    with elsewhere() as server:
        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        request = ways(f"rebinds.example:{server.port}")[0]
        assert asked(request, own_networks=INSIDE)[0].endswith(b"taken")
        assert asked(request)[0].startswith(REFUSED)
    assert asked_names == ["rebinds.example"] * 2


def test_where_the_settings_let_it_this_network_is_reached_and_the_metadata_of_clouds_is_not():
    with elsewhere() as server:
        page, tunnel = ways(f"127.0.0.1:{server.port}")
        answers = asked(page, tunnel + b"GET /y HTTP/1.1\r\n\r\n", *ways("169.254.169.254:80"), own_networks=INSIDE)
    assert [one.split(b"\r\n")[0] for one in answers] == [b"HTTP/1.1 200 Fine", b"HTTP/1.1 200 OK", REFUSED, REFUSED]
    assert b"GET /x HTTP/1.1\r\nHost: public.example\r\nConnection: close\r\n\r\n" in server.asked


def test_a_connection_brings_so_many_bytes_and_a_scan_so_many_over_all():
    flood = lambda line, over: [line.sendall(b"x" * 1_000_000) for _ in range(100)]  # noqa: E731
    with elsewhere(flood) as server:
        tunnel = ways(f"127.0.0.1:{server.port}")[1] + b"GET / HTTP/1.1\r\n\r\n"
        assert len(asked(tunnel, own_networks=INSIDE)[0]) <= MOST_BYTES_A_CONNECTION + 200_000
        assert len(asked(tunnel, own_networks=INSIDE, bytes_left=500_000)[0]) <= 700_000


def test_when_the_requests_of_a_scan_are_used_up_nobody_is_reached_any_more():
    with elsewhere() as server:
        page = ways(f"127.0.0.1:{server.port}")[0]
        assert asked(page, own_networks=INSIDE, requests_left=0)[0].startswith(REFUSED)
    assert server.asked == []
