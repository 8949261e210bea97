"""Addresses that standards fix, the probes of operators, and what every page shows."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from leadgate.foundation import clock, languages
from leadgate.foundation.background import backlog
from leadgate.foundation.db import session
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.permissions import PUBLIC, allow

pages = Blueprint("standards", __name__)
log = logging.getLogger(__name__)


def for_every_page(here: Installation) -> dict[str, Any]:
    """What every template may use."""
    return {
        "controller": here.settings.controller,
        "site_name": here.settings.site_name,
        "base_url": here.settings.base_url,
        "public_name": here.settings.public_name(""),
        "letters_leave": bool(here.settings.smtp_url),
        "language": languages.current(),
        "spoken": [(tag, languages.NAMES[tag]) for tag in here.settings.languages],
    }


@pages.get("/healthz")
@allow(PUBLIC)
def alive() -> str:
    """Whether the process answers."""
    return "ok\n"


@pages.get("/readyz")
@allow(PUBLIC)
def ready() -> ResponseReturnValue:
    """Whether it can serve: the database answers, its keys open, and the store takes a file. How much work waits is
    told, and decides nothing: a slow worker takes no web server away (`/metrics`, `leadgate doctor`)."""
    parts = {"database": _answers, "keys": _open, "storage": installation().storage.takes_files}
    good = {name: _is_well(name, part) for name, part in parts.items()}
    is_ready = all(good.values())
    return jsonify(ready=is_ready, **good, **(_waits() if good["database"] else {})), 200 if is_ready else 503


def _waits() -> dict[str, float]:
    waits = backlog.backlog()
    return {"due": waits.due, "dead": waits.dead, "oldest_seconds": round(waits.oldest_seconds, 1)}


def _answers() -> bool:
    session().execute(text("select 1"))
    return True


def _open() -> bool:
    return bool(installation().vault.signing_seed())


def _is_well(name: str, part: Callable[[], bool]) -> bool:
    try:
        return part()
    except Exception as trouble:  # noqa: BLE001 - whatever it is, this cannot be served with
        log.error("not ready: %s: %s", name, type(trouble).__name__)
        return False


@pages.get("/metrics")
@allow(PUBLIC)
def metrics() -> Response:
    """How much work waits, for Prometheus (text format 0.0.4); keep it from the outside at the proxy."""
    waits = backlog.backlog()
    counts = {"due": waits.due, "dead": waits.dead, "refused": waits.refused}
    figures = {**counts, "oldest_seconds": f"{waits.oldest_seconds:.1f}"}
    lines = [
        f"# TYPE leadgate_outbox_{name} gauge\nleadgate_outbox_{name} {value}\n" for name, value in figures.items()
    ]
    return Response("".join(lines), mimetype="text/plain")


@pages.get("/.well-known/gpc.json")
@allow(PUBLIC)
def gpc() -> Response:
    """That Global Privacy Control is honoured here."""
    return jsonify(gpc=True, lastUpdate="2026-11-23")


@pages.get("/.well-known/security.txt")
@allow(PUBLIC)
def security_txt() -> Response:
    """Whom to tell about a hole (RFC 9116)."""
    expires = (clock.now() + timedelta(days=300)).strftime("%Y-%m-%dT00:00:00Z")
    contact = installation().settings.controller.email
    return Response(
        f"Contact: mailto:{contact}\nExpires: {expires}\nPreferred-Languages: en, zh\n", mimetype="text/plain"
    )


@pages.get("/robots.txt")
@allow(PUBLIC)
def robots() -> Response:
    """What crawlers have no business with."""
    here = installation()
    closed = [f"{here.settings.base_path}{path}" for room in here.house.rooms for path in room.robots]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        "",
        f"Sitemap: {here.settings.base_url}/sitemap.xml",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
