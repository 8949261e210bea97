"""Calling out: whoever names an address gets us to talk to that server, for a little while, and to no other."""

import socket
import threading
import time

import pytest

from leadgate.foundation.calling import posting
from leadgate.foundation.calling.destinations import Reach
from leadgate.foundation.calling.errors import (
    CallFailed,
    NotPublic,
    NotTrusted,
    NotUnderstood,
    Redirected,
    TooLong,
    TooSlow,
    UnknownHost,
    Unreachable,
)
from tests.elsewhere import FINE, elsewhere, proof_of

SECONDS = 0.3


def post(url, body=b"{}", **given):
    return posting.post(url, body, {"content-type": "application/json"}, **{"reach": Reach.THIS_MACHINE_TOO, **given})


@pytest.fixture
def names(monkeypatch):
    """A name server that says what the test wants, and remembers what it was asked."""

    class Names:
        def __init__(self) -> None:
            self.known: dict[str, list[list[str]]] = {}
            self.asked: list[str] = []

        def look_up(self, host, port, **_kind):
            self.asked.append(host)
            answers = self.known[host]
            found = answers.pop(0) if len(answers) > 1 else answers[0]
            kinds = [socket.AF_INET6 if ":" in each else socket.AF_INET for each in found]
            return [(kind, socket.SOCK_STREAM, 6, "", (each, port)) for kind, each in zip(kinds, found, strict=True)]

    made = Names()
    monkeypatch.setattr(socket, "getaddrinfo", made.look_up)
    return made


@pytest.fixture
def connected(monkeypatch):
    """Whom connections were tried to."""
    tried = []

    class Noted(socket.socket):
        def connect(self, where):
            tried.append(where[0])
            super().connect(where)

    monkeypatch.setattr(posting.socket, "socket", Noted)
    return tried


def test_what_is_sent_arrives_and_the_answer_is_heard():
    with elsewhere() as there:
        answer = post(there.url(path="/hooks?of=us"), b'{"a":1}')
    assert (answer.status, answer.body, answer.is_taken) == (200, b"taken", True)
    [asked] = there.asked
    assert asked.startswith(b"POST /hooks?of=us HTTP/1.1\r\n")
    assert f"\r\nHost: localhost:{there.port}\r\n".encode() in asked
    assert asked.endswith(b'\r\n\r\n{"a":1}')


def test_an_answer_that_ends_when_the_other_side_hangs_up_is_heard_whole():
    with elsewhere(b"HTTP/1.0 500 No\r\n\r\nno room") as there:
        answer = post(there.url())
    assert (answer.status, answer.body, answer.is_taken) == (500, b"no room", False)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nobody_is_followed_elsewhere(status):
    with elsewhere() as inside:
        away = f"HTTP/1.1 {status} Away\r\nLocation: {inside.url()}\r\nContent-Length: 0\r\n\r\n"
        with elsewhere(away.encode()) as there, pytest.raises(Redirected):
            post(there.url())
        assert inside.asked == []


def test_a_name_that_points_elsewhere_when_it_is_asked_again_is_asked_once(names, connected):
    with elsewhere() as there:
        names.known["localhost"] = [["127.0.0.1"], ["169.254.169.254"]]
        assert post(there.url()).is_taken
    assert names.asked == ["localhost"]
    assert connected == ["127.0.0.1"]


@pytest.mark.parametrize("inside", [
    "127.0.0.1", "10.0.0.5", "169.254.169.254", "100.64.0.1", "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1",
    "::ffff:8.8.8.8", "64:ff9b::a00:1", "2002:7f00:1::", "0.0.0.0", "224.0.0.1", "255.255.255.255",
])  # fmt: skip
def test_a_public_name_for_a_machine_inside_is_not_called(names, connected, inside):
    names.known["partner.example"] = [[inside]]
    for reach in (Reach.PUBLIC, Reach.THIS_MACHINE_TOO):
        with pytest.raises(NotPublic):
            post("https://partner.example/hooks", reach=reach)
    assert connected == []


def test_of_several_addresses_only_those_outside_are_tried(names, monkeypatch):
    names.known["partner.example"] = [["10.0.0.5", "192.168.1.1", "8.8.8.8", "::1"]]
    tried = []

    class Silent(socket.socket):
        def connect(self, where):
            tried.append(where[0])
            raise ConnectionRefusedError

    monkeypatch.setattr(posting.socket, "socket", Silent)
    with pytest.raises(Unreachable):
        post("https://partner.example/hooks")
    assert tried == ["8.8.8.8"]


def test_this_machine_is_called_only_where_that_was_declared(connected):
    with elsewhere() as there:
        for url in (there.url(), there.url("127.0.0.1"), f"https://localhost:{there.port}/"):
            with pytest.raises(CallFailed):
                post(url, reach=Reach.PUBLIC)
    assert connected == []


def test_a_name_for_this_machine_that_points_outside_is_not_called_in_clear(names):
    names.known["localhost"] = [["8.8.8.8"]]
    with pytest.raises(NotPublic):
        post("http://localhost/hooks")


def test_an_unknown_name_is_said_to_be_unknown(monkeypatch):
    def nobody(*_args, **_kind):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(UnknownHost):
        post("https://nobody.example/")


def test_a_server_that_is_not_there_is_unreachable():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(Unreachable):
            post(f"https://127.0.0.1:{held.getsockname()[1]}/")


def over_in_time(call) -> None:
    begun = time.monotonic()
    with pytest.raises(TooSlow):
        call()
    assert time.monotonic() - begun < SECONDS * 5


def test_a_name_server_that_says_nothing_is_not_waited_for(monkeypatch):
    over = threading.Event()

    def silent(*_args, **_kind):
        over.wait(30)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    over_in_time(lambda: post("https://partner.example/", seconds=SECONDS))
    over.set()


def trickle(*begun):
    """Something new at all times and never the end: no single wait is ever long."""

    def answer(line, over):
        line.sendall(b"".join(begun))
        while not over.wait(0.02):
            line.sendall(b"1")

    return answer


@pytest.mark.parametrize("begun", [
    b"", b"HTTP/1.1 200 Fine\r\nX-Long: ", b"HTTP/1.1 200 Fine\r\n\r\n",
    b"HTTP/1.1 200 Fine\r\nContent-Length: 90000\r\n\r\n", b"HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n",
])  # fmt: skip
@pytest.mark.parametrize("secure", [False, True])
def test_a_server_that_trickles_cannot_stretch_the_deadline(begun, secure, tmp_path, monkeypatch):
    proof = proof_of("localhost", tmp_path) if secure else None
    monkeypatch.setenv("SSL_CERT_FILE", str(proof or ""))
    with elsewhere(trickle(begun), proof) as there:
        over_in_time(lambda: post(there.url(), seconds=SECONDS))


def test_a_server_that_goes_on_saying_continue_cannot_stretch_the_deadline():
    def on_and_on(line, over):
        while not over.wait(0.02):
            line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")

    with elsewhere(on_and_on) as there:
        over_in_time(lambda: post(there.url(), seconds=SECONDS))


def test_a_server_that_does_not_read_what_it_is_sent_is_not_waited_for():
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        over_in_time(lambda: post(f"http://127.0.0.1:{port}/", b"x" * 20_000_000, seconds=SECONDS))


def test_a_server_that_never_finishes_its_handshake_is_not_waited_for():
    with socket.create_server(("127.0.0.1", 0)) as door:
        over_in_time(lambda: post(f"https://localhost:{door.getsockname()[1]}/", seconds=SECONDS))


@pytest.mark.parametrize("head", [
    b"HTTP/1.1 200 Fine\r\n\r\n", b"HTTP/1.1 200 Fine\r\nContent-Length: 100000000\r\n\r\n",
    b"HTTP/1.1 200 Fine\r\n" + b"X: y\r\n" * 90, b"HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n",
])  # fmt: skip
def test_a_huge_answer_is_not_read_to_its_end(head):
    sent = []

    def flood(line, over):
        line.sendall(head)
        while not over.is_set():
            sent.append(line.send(b"x" * 60_000 if b"\r\n\r\n" in head else b"X: " + b"y" * 60_000 + b"\r\n"))

    with elsewhere(flood) as there, pytest.raises(TooLong):
        post(there.url(), most_bytes=70_000)
    assert sum(sent) < 50_000_000


def test_an_answer_just_as_long_as_it_may_be_is_heard():
    with elsewhere() as there:
        assert post(there.url(), most_bytes=len(FINE)).body == b"taken"
    with elsewhere() as there, pytest.raises(TooLong):
        post(there.url(), most_bytes=len(FINE) - 1)


def test_what_came_compressed_is_not_unpacked():
    with elsewhere(b"HTTP/1.1 200 Fine\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc") as there:
        assert post(there.url()).body == b"abc"
    assert b"\r\nAccept-Encoding: identity\r\n" in there.asked[0]


@pytest.mark.parametrize("nonsense", [
    b"", b"hello\r\n\r\n", b"HTTP/1.1 200 Fine\r\nContent-Length: 9\r\n\r\nabc", b"HTTP/1.1 999999 Fine\r\n\r\n",
    b"HTTP/1.1 200 Fine\r\nX: " + b"y" * 70_000 + b"\r\n\r\n", b"HTTP/1.1 200 Fine\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    b"HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
])  # fmt: skip
def test_what_is_not_http_is_not_understood(nonsense):
    with elsewhere(nonsense) as there, pytest.raises(NotUnderstood):
        post(there.url())


def test_the_certificate_has_to_name_the_host_of_the_url_though_an_address_is_connected_to(tmp_path, monkeypatch):
    proof = proof_of("localhost", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(proof))
    with elsewhere(proof=proof) as there:
        assert post(there.url("localhost")).is_taken
        with pytest.raises(NotTrusted):
            post(there.url("127.0.0.1"))
    assert f"\r\nHost: localhost:{there.port}\r\n".encode() in there.asked[0]


def test_another_hosts_certificate_and_one_nobody_vouches_for_are_refused(tmp_path, monkeypatch):
    other, unknown = proof_of("other.example", tmp_path), proof_of("localhost", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    for proof in (other, unknown):
        with elsewhere(proof=proof) as there, pytest.raises(NotTrusted):
            post(there.url())
        assert there.asked == []


def test_a_server_without_tls_is_sent_nothing_by_https():
    with elsewhere() as there, pytest.raises(CallFailed):
        post(there.url().replace("http:", "https:"), seconds=SECONDS)
    assert not any(b"{}" in asked for asked in there.asked)


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    with elsewhere() as proxy, elsewhere() as there:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        assert post(there.url()).is_taken
        assert proxy.asked == []
