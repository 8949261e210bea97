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
    """The client's network address, whichever proxies of ours it came through."""
    return address_behind(request.remote_addr or "", request.headers.get("X-Forwarded-For", ""))


def address_behind(peer: str, forwarded: str) -> str:
    """The address of whoever stands behind our proxies; walks `X-Forwarded-For` from the right, past those.

    Args:
        peer: whose connection it is.
        forwarded: the header, as it came.
    """
    trusted = installation().settings.trusted_proxies
    hops = [*(hop.strip() for hop in forwarded[:2000].split(",") if hop.strip()), peer]
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


def _is_within(hop: str, networks: tuple[object, ...]) -> bool:
    try:
        parsed = ip_address(hop)
    except ValueError:
        return False
    return any(parsed in network for network in networks)  # type: ignore[operator]
