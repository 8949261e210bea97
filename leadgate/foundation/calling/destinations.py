"""Where a call may go: a URL taken apart, and the addresses of its host, looked up once and judged one by one.

Who is connected to is decided here and nowhere else: the connection is made to an address that was found fit, never
to a name, so that a name which answers otherwise when it is asked again (DNS rebinding) gains nothing.
"""

import socket
from dataclasses import dataclass
from enum import Enum
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import urlsplit

import idna

from leadgate.foundation.calling.deadline import Deadline
from leadgate.foundation.calling.errors import NotPublic, TooSlow, UnknownHost, WrongAddress

LOOPBACK_HOSTS = {"127.0.0.1", "::1", "localhost"}
GLOBAL_UNICAST = ip_network("2000::/3")
"""All of IPv6 that is given out; mapped, translated (NAT64), local and multicast addresses lie outside of it."""
NOT_PUBLIC = [ip_network(each) for each in (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    "168.63.129.16/32",
)]  # fmt: skip
"""The special-purpose registries of IANA (RFC 6890), whatever the version of Python believes; 2001::/23 and 2002::/16
carry other addresses inside (Teredo, 6to4). The last looks public and is the inside of a large provider's machines."""
PRIVATE = tuple(
    ip_network(each) for each in ("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
)
"""Networks of an organisation's own; neither a link's own (where clouds keep their metadata) nor this machine."""
Place = tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]
METADATA = tuple(ip_network(each) for each in ("100.100.100.200/32", "fd00:ec2::254/128", "fd20:ce::254/128"))
"""Where clouds keep what their machines may do, in the middle of private networks; nobody is called there."""
Address = tuple[socket.AddressFamily, Place]
Networks = tuple[IPv4Network | IPv6Network, ...]


class Reach(Enum):
    """Whom a caller may be told to call: what an address is checked against."""

    PUBLIC = "public"
    """Servers on the internet, by https."""
    THIS_MACHINE_TOO = "this machine, too"
    """Besides, whoever listens on this machine, named as such (`localhost`, `127.0.0.1`, `::1`), by http as well. For
    addresses that only somebody with a shell here can give: they reach those servers anyway."""
    ANY_NETWORK = "any network"
    """Besides both, machines of private networks, by https. For servers that a setting or a command names, such
    as an organisation's own provider of identities, and those that such a server names in turn."""
    SELF_PROVING = "whose answers prove themselves"
    """Besides both, by http as well: for those named in the settings who answer with a signature we check, so that
    nothing is to be won by answering in their place. The settings may open networks of one's own to them, too."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A URL that may be called.

    Args:
        secure: whether by TLS.
        host: its name or address, in ASCII: what a certificate has to name.
        port: of TCP.
        target: path and query, as they are asked for.
        on_this_machine: whether it is one of this machine's own, and has to be.
        own_networks: whose addresses may be called besides.
    """

    secure: bool
    host: str
    port: int
    target: str
    on_this_machine: bool
    own_networks: Networks = ()

    @property
    def authority(self) -> str:
        """Host and port as a `Host` header has them (RFC 9110, section 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def destination_of(url: str, reach: Reach = Reach.PUBLIC, own_networks: Networks = ()) -> Destination:
    """What a URL asks to be called; asks no name server.

    Args:
        url: absolute, as whoever configured it typed it; names outside ASCII are read as IDNA 2008 says (RFC 5891).
        reach: whom whoever gave the URL may have called.
        own_networks: private ones that the settings of this installation open; none for what others typed.

    Raises:
        WrongAddress: it is not https (or http where the reach has it), has no host, carries a name or
            password, or has signs in it that no URL has.
        NotPublic: the host is an address, and the reach does not have it.
    """
    try:
        parts = urlsplit(url)
        port, host = parts.port, ascii_host(parts.hostname or "")
    except ValueError as refusal:
        raise WrongAddress from refusal
    here = reach is not Reach.PUBLIC and host in LOOPBACK_HOSTS
    plain = here or reach is Reach.SELF_PROVING
    printable = url == url.strip() and url.isprintable() and parts.path.isascii() and parts.query.isascii()
    if not (parts.scheme == "https" or (parts.scheme == "http" and plain)):
        raise WrongAddress
    if not host or not printable or " " in url or "@" in parts.netloc or port == 0:
        raise WrongAddress
    secure = parts.scheme == "https"
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    opened = (*own_networks, *PRIVATE) if reach is Reach.ANY_NETWORK else own_networks
    made = Destination(secure, host, port or (443 if secure else 80), target, here, opened)
    if is_address(host) and not _may_be(host, made):
        raise NotPublic
    return made


def ascii_host(host: str) -> str:
    """A host's name as name servers know it (IDNA 2008, RFC 5891).

    Args:
        host: its name, or an address, which stays.
    """
    return host if host.isascii() else idna.encode(host, uts46=True).decode()


def is_address(host: str) -> bool:
    """Whether a host is an address, and no name server has to be asked."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def addresses_of(destination: Destination, deadline: Deadline) -> list[Address]:
    """The addresses of its host that may be connected to, as the resolver orders them; the resolver is asked once.

    Args:
        destination: as `destination_of` found it.
        deadline: of the whole call, of which looking up is a part.

    Raises:
        UnknownHost: there are none.
        NotPublic: there are, and none of them may be.
        TooSlow: the resolver did not answer in time.
    """
    found = _looked_up(destination, deadline)
    fit = [(family, where) for family, where in found if _may_be(str(where[0]), destination)]
    if not fit:
        raise NotPublic
    return fit


def _may_be(address: str, destination: Destination) -> bool:
    parsed = ip_address(address)
    if any(parsed in network for network in METADATA):
        return False
    if destination.on_this_machine:
        return parsed.is_loopback
    return is_public(address) or any(parsed in network for network in destination.own_networks)


def is_public(address: str) -> bool:
    """Whether an address, as text and with or without a zone, is one of the public internet."""
    parsed = ip_address(address)
    given_out = isinstance(parsed, IPv4Address) or parsed in GLOBAL_UNICAST
    return given_out and not any(parsed in network for network in NOT_PUBLIC)


def _looked_up(destination: Destination, deadline: Deadline) -> list[Address]:
    # The system's resolver knows no deadline, so it is asked aside; what it answers too late is heard by nobody.
    heard: SimpleQueue[list[Address] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(destination.host, destination.port, type=socket.SOCK_STREAM)
            heard.put([(family, where) for family, _kind, _protocol, _name, where in found])
        except (OSError, UnicodeError) as trouble:
            heard.put(trouble)

    Thread(target=ask, name="resolving", daemon=True).start()
    try:
        answer = heard.get(timeout=deadline.left())
    except Empty:
        raise TooSlow from None
    if isinstance(answer, Exception):
        raise UnknownHost from answer
    return answer
