"""What a client has of what was sent to it: its system acknowledges it to ours, which says so."""

import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from leadgate.foundation.front.acknowledged import CannotSay, Connection, has
from tests.services import until

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_NETLINK"), reason="the system that is asked is Linux")
MOST = 64 * 1024


class Ends:
    """A connection: the server's end, the client's, and what the server is told of it."""

    def __init__(self, near: str, listening: str, held: ExitStack) -> None:
        family = socket.AF_INET6 if ":" in listening else socket.AF_INET
        listener = held.enter_context(socket.create_server((listening, 0), family=family, dualstack_ipv6=False))
        self.client = held.enter_context(socket.socket(socket.AF_INET6 if ":" in near else socket.AF_INET))
        self.client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, MOST)
        self.client.connect((near, listener.getsockname()[1]))
        self.server = held.enter_context(listener.accept()[0])
        client = self.client.getsockname()
        self.scope = {
            "client": (client[0], str(client[1])),
            "server": (listening, str(listener.getsockname()[1])),
        }

    def send_all_that_goes(self) -> int:
        """Send until the system takes no more; answers how many bytes."""
        self.server.setblocking(False)
        count = 0
        try:
            while True:
                count += self.server.send(b"x" * MOST)
        except BlockingIOError:
            return count

    def read(self, count: int) -> None:
        while count:
            count -= len(self.client.recv(min(count, MOST)))


@pytest.fixture(params=[("127.0.0.1", "127.0.0.1"), ("127.0.0.1", "0.0.0.0"), ("::1", "::")], ids=str)
def ends(request) -> Iterator[Ends]:
    with ExitStack() as held:
        yield Ends(*request.param, held)


def came(connection: Connection, size: int) -> bool:
    async def waited() -> bool:
        return await has(connection, size, asyncio.Future())

    with ThreadPoolExecutor(1) as alone:  # the thread at hand may have a loop that runs already
        return alone.submit(asyncio.run, waited()).result()


def test_what_the_systems_hold_is_not_with_the_client_and_what_it_reads_is(ends):
    ends.server.sendall(b"of an earlier answer")
    ends.read(20)
    connection = Connection(ends.scope)
    assert connection.acknowledged() == 0
    sent = ends.send_all_that_goes()
    assert connection.acknowledged() < sent
    ends.read(sent)
    until(lambda: connection.acknowledged() == sent)


def test_who_hangs_up_has_no_more_than_that(ends):
    connection = Connection(ends.scope)
    sent = ends.send_all_that_goes()
    ends.read(MOST)
    ends.client.close()
    assert came(connection, sent) is False


def test_who_has_said_all_they_will_say_can_still_have_it(ends):
    connection = Connection(ends.scope)
    ends.client.shutdown(socket.SHUT_WR)
    ends.server.sendall(b"x" * 1000)
    assert came(connection, 1000) is True


@pytest.mark.parametrize(
    "scope",
    [
        {"client": None, "server": None},
        {"client": ("", 0), "server": ("unix", 0)},
        {"client": ("192.0.2.1", 1), "server": ("127.0.0.1", 1)},
        {"client": ("here", 1), "server": ("there", "x")},
    ],
)
def test_of_what_is_no_connection_nothing_is_said(scope):
    with pytest.raises(CannotSay):
        Connection(scope)
