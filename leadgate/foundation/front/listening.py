"""What the system does for every connection that is accepted: it takes that over from the socket that listens."""

import os
import socket
import stat
from contextlib import suppress
from pathlib import Path

OPEN = Path("/proc/self/fd")
OF_TCP = (socket.AF_INET, socket.AF_INET6)


def hang_up_on_stalled(seconds: float) -> None:
    """Let the system end connections whose client takes nothing of what waits for it (RFC 5482).

    The server cannot: it writes what it holds before it closes, to a client that never reads. Where the system has no
    such option, those connections stay until their client goes.

    Args:
        seconds: for which nothing is acknowledged.
    """
    if not hasattr(socket, "TCP_USER_TIMEOUT") or not OPEN.is_dir():
        return
    for handle in OPEN.iterdir():
        with suppress(OSError):
            number = int(handle.name)
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                _set(number, int(seconds * 1000))


def _set(number: int, milliseconds: int) -> None:
    with socket.socket(fileno=os.dup(number)) as held:
        if held.type == socket.SOCK_STREAM and held.family in OF_TCP and _takes_connections(held):
            held.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)


def _takes_connections(bound: socket.socket) -> bool:
    """Whether it is nobody's connection: the server may have bound it, and not listen yet."""
    try:
        bound.getpeername()
    except OSError:
        return bool(bound.getsockname()[1])
    return False
