"""What proxies say about a request: whom it came from and which host was asked for.

Both are said in two ways, `X-Forwarded-…` and `Forwarded` (RFC 7239), and everybody can say them: only what trusted
proxies have added is believed. Whoever comes by a socket in a folder has no address, and was let in by the folder: that
is a proxy of ours.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

Networks = Sequence[IPv4Network | IPv6Network]
SAID_BY_PROXIES = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port")
MOST_SIGNS = 2000
NO_ADDRESS = ""
PAIR = re.compile(r'\s*([!#$%&\'*+.^_`|~0-9A-Za-z-]+)=(?:"((?:[^"\\]|\\.)*)"|([^;,"\s]*))\s*(;|,|$)')
WITH_PORT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+):\d+")


def address_behind(peer: str, headers: Mapping[str, str], trusted: Networks) -> str:
    """The address of whoever stands behind our proxies.

    Walks from the right, past those we trust. Where both headers are there and name two addresses, one of them came
    from outside through a proxy that knows only the other: neither is believed.

    Args:
        peer: whose connection it is.
        headers: of the request; those sent twice joined by commas.
        trusted: the networks of our proxies.

    Returns:
        It, without a port and without brackets.
    """
    said = (_listed(headers.get("X-Forwarded-For", "")), _told(headers.get("Forwarded", ""), "for"))
    found = {_walk([*hops, peer], trusted) for hops in said if hops}
    return found.pop() if len(found) == 1 else bare_address(peer)


def hosts_behind(peer: str, headers: Mapping[str, str], trusted: Networks) -> set[str]:
    """The hosts a request was sent to, as far as our proxies say so: with the port where it is not the usual one.

    Args:
        peer: whose connection it is.
        headers: as above.
        trusted: the networks of our proxies.
    """
    if not _is_ours(bare_address(peer), trusted):
        return set()
    hosts = {*_listed(headers.get("X-Forwarded-Host", "")), *_told(headers.get("Forwarded", ""), "host")}
    ports = _listed(headers.get("X-Forwarded-Port", ""))
    return hosts | {f"{host}:{port}" for host in hosts for port in ports if not WITH_PORT.fullmatch(host)}


def bare_address(hop: str) -> str:
    """An address as a proxy writes it, without port, brackets and zone: `[2001:db8::7]:4711` is `2001:db8::7`."""
    hop = hop.strip().strip('"')
    if named := WITH_PORT.fullmatch(hop):
        hop = named[1]
    return hop.removeprefix("[").removesuffix("]").partition("%")[0]


def _walk(hops: list[str], trusted: Networks) -> str:
    bare = [bare_address(hop) for hop in hops]
    while len(bare) > 1 and _is_ours(bare[-1], trusted):
        bare.pop()
    return bare[-1]


def _listed(header: str) -> list[str]:
    return [part.strip() for part in header[-MOST_SIGNS:].split(",") if part.strip()]


def _told(header: str, name: str) -> list[str]:
    return [value for pair, value in _pairs(header[-MOST_SIGNS:]) if pair == name]


def _pairs(header: str) -> Iterator[tuple[str, str]]:
    for name, quoted, plain, _end in PAIR.findall(header):
        yield name.lower(), re.sub(r"\\(.)", r"\1", quoted) or plain


def _is_ours(hop: str, networks: Networks) -> bool:
    if hop == NO_ADDRESS:
        return True
    try:
        parsed = ip_address(hop)
    except ValueError:
        return False
    # IPv4 that came by a socket of IPv6 (RFC 4291, section 2.5.5.2)
    plain = parsed.ipv4_mapped or parsed if isinstance(parsed, IPv6Address) else parsed
    return any(plain in network for network in networks)
