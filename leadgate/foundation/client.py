"""Where a request came from; a forwarded address is believed only from a trusted proxy."""

from ipaddress import ip_address

from flask import request

from leadgate.foundation.installation import installation


def address() -> str:
    """The client's network address; walks `X-Forwarded-For` from the right, past the proxies that are ours."""
    trusted = installation().settings.trusted_proxies
    hops = [*_forwarded(), request.remote_addr or ""]
    while len(hops) > 1 and _is_within(hops[-1], trusted):
        hops.pop()
    return hops[-1]


def _forwarded() -> list[str]:
    return [hop.strip() for hop in request.headers.get("X-Forwarded-For", "")[:2000].split(",") if hop.strip()]


def _is_within(hop: str, networks: tuple[object, ...]) -> bool:
    try:
        parsed = ip_address(hop)
    except ValueError:
        return False
    return any(parsed in network for network in networks)  # type: ignore[operator]
