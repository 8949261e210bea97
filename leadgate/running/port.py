"""The port that is to be listened at: whether it is free, and whose it is when it is not.

The server lets several processes share a port (SO_REUSEPORT), so a second one would be given a part of the first one's
visitors without a word.
"""

import errno
import socket
from contextlib import suppress
from urllib.parse import urlsplit

from leadgate.foundation.errors import Refusal
from leadgate.foundation.front.binding import answers, bound, is_socket, socket_of


class PortTaken(Refusal):
    """Another process listens there.

    Args:
        port: which.
        whose: the process, for the operator.
    """

    def __init__(self, port: int, whose: str) -> None:
        super().__init__(f"Port {port} is taken by {whose}. End that first, or choose another with --port.")


class NoSuchPlace(Refusal):
    """Nobody can listen there.

    Args:
        host: as it was given.
        port: as it was given.
        reason: what the system says.
    """

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"Nothing can listen at {host}, port {port}: {reason}. Choose others with --host and --port.")


def demand_free(host: str, port: int) -> None:
    """Refuse to share a port, or to begin where nobody can listen.

    Args:
        host: an address of this machine, a name of one, or a socket (`binding.bound`).
        port: to listen at.

    Raises:
        PortTaken: somebody listens there, sharing it or not.
        NoSuchPlace: the address is none of this machine, or the port is not for this account.
        SocketTaken, NoFolderForSocket: as `binding.bound`.
    """
    where = bound(host, port)
    if is_socket(host):
        return
    try:
        family, kind, protocol, _name, place = socket.getaddrinfo(where["address"], port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what only lingers is no listener
            tried.bind(place)
    except OSError as trouble:
        if trouble.errno == errno.EADDRINUSE:
            raise PortTaken(port, _listener_at(port)) from trouble
        raise NoSuchPlace(host, port, trouble.strerror or "unknown") from trouble


def is_open(where: str) -> bool:
    """Whether somebody listens at an address of this machine (`http://…`) or a socket (`unix:…`)."""
    if is_socket(where):
        return answers(socket_of(where))
    place = urlsplit(where)
    with suppress(OSError), socket.create_connection((place.hostname, place.port), timeout=1):
        return True
    return False


def _listener_at(port: int) -> str:
    """Whoever listens at a port, as far as this account may know it."""
    import psutil  # asked for in trouble only

    with suppress(psutil.Error):
        for one in psutil.net_connections("tcp"):
            if one.status == psutil.CONN_LISTEN and one.laddr and one.laddr.port == port and one.pid:
                return f"process {one.pid} ({' '.join(psutil.Process(one.pid).cmdline())[:120]})"
    return "a process of another account"
