"""Where a request came from; a forwarded address is believed only from a trusted proxy."""

import logging
from urllib.parse import urlsplit

from flask import request
from sqlalchemy.exc import InterfaceError, OperationalError

from leadgate.foundation import guessing
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import network_of
from leadgate.foundation.web.proxies import SAID_BY_PROXIES, address_behind, hosts_behind

log = logging.getLogger(__name__)


def address() -> str:
    """The client's network address, whichever proxies of ours it came through."""
    return address_behind(request.remote_addr or "", _said_by_proxies(), installation().settings.trusted_proxies)


def network() -> str:
    """The network the client came from, for bounds and counts (`limits.network_of`)."""
    return network_of(address())


def is_own(origin: str) -> bool:
    """Whether a page that says it comes from this origin (RFC 6454) is one of ours.

    Args:
        origin: the header's value.
    """
    settings, host = installation().settings, urlsplit(origin).netloc
    own = {urlsplit(settings.base_url).netloc, request.host}
    return host in own | hosts_behind(request.remote_addr or "", _said_by_proxies(), settings.trusted_proxies)


def _said_by_proxies() -> dict[str, str]:
    return {name: request.headers[name] for name in SAID_BY_PROXIES if name in request.headers}


def note_guess(refusal: Refusal) -> None:
    """Count a refusal that somebody who tries things out would meet; the answer never waits for a dead database."""
    if refusal.is_guess:
        try:
            guessing.count(network())
        except (OperationalError, InterfaceError):
            log.warning("guess not counted")
