"""The same gate for programs: JSON in, JSON or problem details (RFC 9457) out, the same checks on the way."""

from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from leadgate.assets import landing
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web import form_tokens
from leadgate.foundation.web import requests as web

pages = Blueprint("gate_api", __name__, url_prefix="/api/v1")


@pages.get("/assets/<slug>")
@allow(PUBLIC)
def describe(slug: str) -> ResponseReturnValue:
    """What a form for this gate must ask and show, and the token it must send back."""
    visit = landing.GateVisit(slug)
    asset = visit.gate.asset
    return jsonify(
        slug=asset.slug,
        title=asset.title,
        summary=asset.summary,
        language=asset.language,
        fields=[
            {"key": one.key, "label": one.label, "reason": one.reason, "required": one.required, "kind": one.kind}
            | ({"choices": one.choices} if one.choices else {})
            for one in visit.gate.asked
        ],
        consent=[
            {"slug": one.slug, "title": one.title, "text": one.text, "notice": one.sha256} for one in visit.offered
        ],
        csrf_token=form_tokens.made_for("opt-in", visit.wording),
    )


@pages.post("/assets/<slug>/opt-ins")
@allow(PUBLIC)
@web.from_anywhere
def opt_in(slug: str) -> ResponseReturnValue:
    """Ask for an asset; the answer is the same whoever asks."""
    if not request.is_json:
        return web.error(415)
    sent = _as_form(_body())
    if sent is None:
        return web.error(400)
    visit = landing.GateVisit(slug, sent)
    if visit.is_taken():
        return jsonify(state="check-your-inbox"), 202
    return _problem(visit)


def _body() -> Any:
    try:
        return request.get_json(silent=True)
    except RecursionError:  # nested deeper than anybody's form
        return None


def _as_form(body: Any) -> MultiDict[str, str] | None:
    """A flat JSON object of texts (and lists of texts) as a form; None for anything else."""
    if not isinstance(body, dict):
        return None
    sent: MultiDict[str, str] = MultiDict()
    for name, value in body.items():
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) and one.isprintable() | ("\n" in one) and _is_text(one) for one in values):
            return None
        sent.setlist(name, values)
    return sent


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in value


def _problem(visit: landing.GateVisit) -> ResponseReturnValue:
    form = visit.form
    errors = {name: [str(one) for one in field.errors] for name, field in form._fields.items() if field.errors}
    title = form.refusal or next((texts[0] for texts in errors.values()), "")
    response = jsonify(type="about:blank", title=title, status=form.status, errors=errors)
    response.status_code, response.mimetype = form.status, "application/problem+json"
    return response
