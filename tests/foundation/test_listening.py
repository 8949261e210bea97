"""A client that never reads is hung up on by the system, whatever the server still holds for it."""

import socket

import pytest

from leadgate.foundation.front.listening import OPEN, hang_up_on_stalled

pytestmark = pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="the option is Linux's")


@pytest.mark.parametrize("listens", [True, False])
def test_every_connection_that_is_accepted_ends_when_nothing_is_taken_any_more(listens):
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        if listens:
            server.listen()
        known = set(OPEN.iterdir())
        hang_up_on_stalled(7)
        assert set(OPEN.iterdir()) == known
        if not listens:
            server.listen()
        client.connect(server.getsockname())
        with server.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 7000
