"""What an erased person can still see without an account, and the door through which processors answer."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from leadgate.erasure.access import by_link
from leadgate.erasure.actions import telling
from leadgate.erasure.queries import left
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.requests import from_anywhere
from leadgate.verifier.reading import written

pages = Blueprint("erasure", __name__)


@pages.get("/privacy/erasures/<token>")
@allow(PUBLIC)
def progress(token: str) -> str:
    """How far an erasure is, for whoever holds its link."""
    return render_template("erasure/progress.html", **_page(token))


@pages.get("/privacy/erasures/<token>/certificate")
@allow(PUBLIC)
def certificate(token: str) -> ResponseReturnValue:
    """The signed certificate, once there is one."""
    found = by_link(token).erasure.certificate
    if found is None:
        return render_template("erasure/progress.html", **_page(token)), 409
    headers = {"Content-Disposition": 'attachment; filename="erasure-certificate.jsonld"'}
    return Response(written(found), mimetype="application/ld+json", headers=headers)


def _page(token: str) -> dict[str, Any]:
    found = by_link(token)
    kept = (found.erasure.certificate or {}).get("leadgate:kept", [])
    return {"progress": found, "token": token, "left": left(one["what"] for one in kept)}


@pages.post("/processors/<uuid:notice>/answer")
@allow(PUBLIC)
@from_anywhere
def answer(notice: UUID) -> ResponseReturnValue:
    """Take a processor's signed answer."""
    telling.hear_answer(notice, request.headers, request.get_data())  # type: ignore[arg-type]
    return {"status": "noted"}
