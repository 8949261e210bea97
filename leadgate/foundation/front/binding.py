"""Where the web server listens: at an address and a port, or at a socket in a folder (unix(7))."""

import socket
import stat
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal

SOCKET = "unix:"
OWNER_AND_GROUP = 0o660
"""Who may write into a socket asks as anybody: what stands in its headers is believed."""


class SocketTaken(Refusal):
    """Another process takes connections at this socket, or something else has its name."""

    sentence = _(
        "Something else is at the socket that was named. Stop it, or choose another --host unix:/… for this one."
    )


class NoFolderForSocket(Refusal):
    """The folder in which the socket should be is not there."""

    sentence = _("The folder of the socket that was named is not there, or nothing may be made in it.")


def is_socket(host: str) -> bool:
    """Whether a host is a socket in a folder, which has no port."""
    return host.startswith(SOCKET)


def bound(host: str, port: int) -> dict[str, Any]:
    """The same for the server, as Granian's arguments; a socket that a killed one left behind is taken away.

    Args:
        host: an address, with or without the brackets of IPv6; or `unix:` with a path.
        port: of an address.

    Raises:
        SocketTaken: somebody answers there, or it is no socket.
        NoFolderForSocket: its folder is not there.
    """
    if not is_socket(host):
        return {"address": host.removeprefix("[").removesuffix("]"), "port": port}
    path = socket_of(host)
    if not path.parent.is_dir():
        raise NoFolderForSocket
    if path.exists() and (not stat.S_ISSOCK(path.stat().st_mode) or answers(path)):
        raise SocketTaken
    path.unlink(missing_ok=True)
    return {"uds": path, "uds_permissions": OWNER_AND_GROUP}


def socket_of(host: str) -> Path:
    """The path of a socket in a folder."""
    return Path(host.removeprefix(SOCKET)).absolute()


def answers(path: Path) -> bool:
    """Whether somebody listens at a socket in a folder."""
    with socket.socket(socket.AF_UNIX) as tried:
        return tried.connect_ex(str(path)) == 0
