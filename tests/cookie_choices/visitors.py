"""Visitors of another site: it asks two things, and they answer."""

import json
import secrets
from typing import Any

from msgspec.structs import replace
from werkzeug.test import TestResponse

from leadgate.cookie_choices import queries as choices
from leadgate.cookie_choices.actions import closing, taking
from leadgate.cookie_choices.sent import read_sent
from leadgate.cookies import queries
from leadgate.cookies.actions import describing
from leadgate.cookies.documents import CookiePurpose
from leadgate.cookies.types import PurposeKind
from tests.visitor import Site

SHOP = "https://shop.example.com"
LANGUAGES = ("en", "de")
ASKED = ("statistics", "marketing")


def open_shop(slug: str = "shop") -> str:
    """A site that asks for two purposes; answers the beginning of its notice's hash."""
    made = describing.add_site(slug, "The shop", [SHOP], languages=LANGUAGES)
    return publish(made, *(describing.usual(PurposeKind(one), LANGUAGES) for one in ASKED))


def publish(site: Any, *asked: CookiePurpose) -> str:
    """Ask for other purposes than before."""
    found = next(one for one in queries.sites() if one.id == site)
    written = queries.described(found)
    necessary = describing.necessary(LANGUAGES)
    describing.describe(found.id, replace(written, purposes=(necessary, *asked)), edition=found.edition, by=None)
    return describing.publish(found.id, by=None)


def number() -> str:
    return secrets.token_hex(16)


def said(notice: str, *allowed: str, **otherwise: Any) -> dict[str, Any]:
    """What the script sends after a press."""
    how = "accept" if allowed == ASKED else "choose" if allowed else "refuse"
    usual = {"notice": notice, "allowed": list(allowed), "how": how, "gpc": False, "language": "en"}
    return {**usual, "number": number(), **otherwise}


def send(site: Site, body: Any, *, slug: str = "shop", origin: str | None = SHOP, **headers: str) -> TestResponse:
    """As a page of the shop does."""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    came = {"Origin": origin} if origin is not None else {}
    kind = "text/plain;charset=UTF-8"
    client = site.app.test_client(use_cookies=False)
    return client.post(f"/c/{slug}/choices", data=sent, content_type=kind, headers={**came, **headers})


def taken(site: Site, notice: str, *allowed: str, **otherwise: Any) -> str:
    """A choice that was taken; answers its number."""
    body = said(notice, *allowed, **otherwise)
    assert send(site, body).status_code == 204
    return str(body["number"])


def answered_shop(slug: str = "shop", held: str = "0" * 32) -> int:
    """A shop that somebody answered who holds this number; the number of the batch that answer is in."""
    body = json.dumps(said(open_shop(slug), *ASKED, number=held)).encode()
    taking.take(slug, read_sent(body), origin=SHOP, network="192.0.2.0/24")
    closing.close_all()
    return choices.closed_batches(1)[0].batch.id
