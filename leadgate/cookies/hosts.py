"""Where a site is: its origins, the domain one answer holds for, and the hosts it reaches."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from leadgate.cookies.errors import BadOrigin, NotItsDomain
from leadgate.foundation.calling.destinations import is_address

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
HOST = re.compile(rf"(?=.{{1,253}}$)(?:{LABEL}\.)*{LABEL}")
HOST_PATTERN = re.compile(rf"(?=.{{1,253}}$)(?:\*\.)?(?:{LABEL}\.)+{LABEL}(?::\d{{1,5}})?")
"""A host as a Content-Security-Policy names it (CSP level 3, host-source)."""


def origin(typed: str) -> str:
    """The origin of a site, from what somebody typed (RFC 6454 section 4).

    Raises:
        BadOrigin: no scheme of the web, no host, or more than an origin.
    """
    parts = urlsplit(typed.strip().rstrip("/"))
    try:
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (UnicodeError, ValueError):
        raise BadOrigin from None
    has_more = parts.path or parts.query or parts.fragment or parts.username is not None
    if parts.scheme not in ("https", "http") or has_more or not HOST.fullmatch(host):
        raise BadOrigin
    usual = {"https": 443, "http": 80}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, usual) else "")


def parent_domain(typed: str, origins: Sequence[str]) -> str:
    """The domain below which one answer holds; empty where none was typed.

    Args:
        typed: by somebody.
        origins: of the site, which have to lie below it.

    Raises:
        NotItsDomain: others register theirs below it, or an origin lies elsewhere.
    """
    domain = typed.strip().strip(".").lower()
    if not domain:
        return ""
    if not HOST.fullmatch(domain) or _suffixes().publicsuffix(domain) == domain:
        raise NotItsDomain
    hosts = [urlsplit(one).hostname or "" for one in origins]
    if any(host != domain and not host.endswith(f".{domain}") for host in hosts):
        raise NotItsDomain
    return domain


def registered(host: str) -> str:
    """The domain somebody registered, below which a host lies; an address, and a name of one label, is itself."""
    return host if is_address(host) else (_suffixes().privatesuffix(host) or host)


@cache
def _suffixes() -> "PublicSuffixList":
    # Its list takes a tenth of a second, which only whoever names a domain waits for.
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


def bad_hosts(hosts: Iterable[str]) -> list[str]:
    """Those of some hosts that are none, as a policy names them."""
    return [one for one in hosts if not HOST_PATTERN.fullmatch(one)]
