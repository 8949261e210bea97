"""Addresses that standards fix, the probes of operators, and what every page shows."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from leadgate.foundation import clock, languages
from leadgate.foundation.background import outbox
from leadgate.foundation.db import session
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.permissions import PUBLIC, allow

pages = Blueprint("standards", __name__)
OLDEST_DUE_SECONDS = 60


def for_every_page(here: Installation) -> dict[str, Any]:
    """What every template may use."""
    return {
        "controller": here.settings.controller,
        "base_url": here.settings.base_url,
        "language": languages.current(),
        "spoken": [(tag, languages.NAMES[tag]) for tag in here.settings.languages],
    }


@pages.get("/accent.css")
@allow(PUBLIC)
def accent() -> Response:
    """The controller's colour."""
    css = f":root{{--accent:{installation().settings.accent}}}"
    return Response(css, mimetype="text/css", headers={"Cache-Control": "public, max-age=3600"})


@pages.get("/healthz")
@allow(PUBLIC)
def alive() -> str:
    """Whether the process answers."""
    return "ok\n"


@pages.get("/readyz")
@allow(PUBLIC)
def ready() -> ResponseReturnValue:
    """Whether it can serve: database and storage within reach, due work being done."""
    session().execute(text("select 1"))
    waits = outbox.backlog()
    installation().storage.has("ready")
    good = waits.oldest_seconds < OLDEST_DUE_SECONDS
    return jsonify(
        ready=good, due=waits.due, dead=waits.dead, oldest_seconds=round(waits.oldest_seconds, 1)
    ), 200 if good else 503


@pages.get("/metrics")
@allow(PUBLIC)
def metrics() -> Response:
    """The same for Prometheus (text format 0.0.4); keep it from the outside at the proxy."""
    waits = outbox.backlog()
    figures = {"due": waits.due, "dead": waits.dead, "oldest_seconds": f"{waits.oldest_seconds:.1f}"}
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
    closed = [path for room in installation().house.rooms for path in room.robots]
    return Response("User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in closed), mimetype="text/plain")
