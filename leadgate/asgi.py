"""What the web server loads: `leadgate.asgi:app`, the front with the pages behind it."""

from functools import lru_cache

from leadgate.foundation.front.application import Scope
from leadgate.foundation.front.refusals import refusals_of
from leadgate.foundation.front.server import Front
from leadgate.foundation.limits import network_of
from leadgate.foundation.web.bodies import most_bytes_at
from leadgate.foundation.web.proxies import address_behind
from leadgate.foundation.web.subpath import own_path
from leadgate.wsgi import app as pages
from leadgate.wsgi import here

THREADS = 4
LEADING_ON_SQLITE, LEADING = 1, 3
"""A database of another process is waited for, and another page can be worked on meanwhile."""


def _most_bytes(method: str, path: str) -> int:
    with here.opened():
        return most_bytes_at(pages, method, own_path(path, here.settings.base_path))


def _network(scope: Scope) -> str:
    peer, _port = scope.get("client") or ("", 0)
    return _network_behind(peer, _joined(scope, b"x-forwarded-for"), _joined(scope, b"forwarded"))


@lru_cache(maxsize=256)  # whoever is here asks for several things; a few addresses are known for a while
def _network_behind(peer: str, forwarded_for: str, forwarded: str) -> str:
    headers = {"X-Forwarded-For": forwarded_for, "Forwarded": forwarded}
    return network_of(address_behind(peer, headers, here.settings.trusted_proxies))


def _joined(scope: Scope, wanted: bytes) -> str:
    return b",".join(value for name, value in scope["headers"] if name == wanted).decode("latin-1")


def _follow() -> None:
    app.refuse_with(refusals_of(pages, here.settings.languages))


with here.opened():
    _refusals = refusals_of(pages, here.settings.languages)
app = Front(
    pages.wsgi_app,
    most_bytes=_most_bytes,
    network=_network,
    refusals=_refusals,
    threads=THREADS,
    leading=LEADING_ON_SQLITE if here.database.is_sqlite else LEADING,
)
here.follow = _follow
