"""Answering the beacon of a page elsewhere: a status and nothing else, no cookie read or set."""

from io import BytesIO

from werkzeug.wrappers import Request

from leadgate.cookie_choices.actions import taking
from leadgate.cookie_choices.errors import ForeignOrigin
from leadgate.cookie_choices.sent import MOST_BYTES, read_sent
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import network_of
from leadgate.foundation.web.direct import DirectAnswer
from leadgate.foundation.web.proxies import SAID_BY_PROXIES, address_behind

PLACE = "/choices"
NOT_KEPT = ("Cache-Control", "no-store")
NOBODY = ("Vary", "Origin")
"""The answer depends on no cookie and on no language."""


class NotABeacon(LookupError):
    """It is for another view."""


def of_request(asked: Request, rest: str) -> DirectAnswer:
    """The answer to a choice, before Flask does anything.

    Args:
        asked: the request.
        rest: of its path, behind `/c/`.

    Raises:
        NotABeacon: it is for another address, or its length is not known beforehand.
    """
    site, slash, place = rest.partition("/")
    if f"{slash}{place}" != PLACE or asked.content_length is None:
        raise NotABeacon
    if asked.content_length > MOST_BYTES:
        return _refused(413)
    body = asked.environ["wsgi.input"].read(asked.content_length)
    asked.environ["wsgi.input"] = BytesIO(body)  # whatever goes wrong from here on, the view meets the same
    return answered(asked, site, body)


def answered(asked: Request, site: str, body: bytes) -> DirectAnswer:
    """Take a choice, or say by a status why not.

    Args:
        asked: the request, of Flask or not.
        site: its name in addresses.
        body: what was sent.
    """
    try:
        origin = asked.headers.get("Origin", "")
        if not origin:
            raise ForeignOrigin
        taking.take(site, read_sent(body), origin=origin, network=_network(asked))
    except Refusal as refusal:
        return _refused(refusal.status, refusal.retry_after_seconds)
    return DirectAnswer(204, [NOT_KEPT, NOBODY])


def _refused(status: int, retry_after: int | None = None) -> DirectAnswer:
    later = [("Retry-After", str(retry_after))] if retry_after else []
    return DirectAnswer(status, [NOT_KEPT, NOBODY, ("Content-Length", "0"), *later])


def _network(asked: Request) -> str:
    said = {name: asked.headers[name] for name in SAID_BY_PROXIES if name in asked.headers}
    trusted = installation().settings.trusted_proxies
    return network_of(address_behind(asked.remote_addr or "", said, trusted))
