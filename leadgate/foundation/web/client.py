"""Where a request came from; a forwarded address is believed only from a trusted proxy."""

import logging
from ipaddress import ip_address

from flask import request
from sqlalchemy.exc import InterfaceError, OperationalError

from leadgate.foundation import guessing
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import network_of

log = logging.getLogger(__name__)


def address() -> str:
    """The client's network address; walks `X-Forwarded-For` from the right, past the proxies that are ours."""
    trusted = installation().settings.trusted_proxies
    hops = [*_forwarded(), request.remote_addr or ""]
    while len(hops) > 1 and _is_within(hops[-1], trusted):
        hops.pop()
    return hops[-1]


def note_guess(refusal: Refusal) -> None:
    """Count a refusal that somebody who tries things out would meet; the answer never waits for a dead database."""
    if refusal.is_guess:
        try:
            guessing.count(network_of(address()))
        except (OperationalError, InterfaceError):
            log.warning("guess not counted")


def _forwarded() -> list[str]:
    return [hop.strip() for hop in request.headers.get("X-Forwarded-For", "")[:2000].split(",") if hop.strip()]


def _is_within(hop: str, networks: tuple[object, ...]) -> bool:
    try:
        parsed = ip_address(hop)
    except ValueError:
        return False
    return any(parsed in network for network in networks)  # type: ignore[operator]
