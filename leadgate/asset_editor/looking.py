"""A draft as its readers would see it; nothing can be sent from there."""

from uuid import UUID

from flask import Response, make_response, render_template, url_for
from werkzeug.datastructures import MultiDict

from leadgate.asset_editor import queries
from leadgate.asset_editor.forms import AssetForm
from leadgate.asset_editor.rows import Typed
from leadgate.assets import queries as assets
from leadgate.assets.actions import imagining
from leadgate.assets.forms import opt_in_form
from leadgate.assets.queries import AssetGate
from leadgate.foundation.web.security import CSP

FRAMED_BY_US = [("Content-Security-Policy", CSP.format(framers="'self'")), ("X-Robots-Tag", "noindex")]
FRAMES_US = ("Content-Security-Policy", f"{CSP.format(framers=chr(39) + 'none' + chr(39))}; frame-src 'self'")


def gate_of(asset_id: UUID, typed: Typed) -> AssetGate:
    """What is typed, as a gate."""
    form = AssetForm(formdata=MultiDict(typed))
    form.validate()  # so that what is not well-formed says so, and is left out
    found = queries.whole_upload(typed.get("upload", [""])[0])
    live = assets.gate_with_id(asset_id, "en")
    file = queries.stored_of(found) if found else live.version if live else None
    slug = live.asset.slug if live else "draft"
    return imagining.gate(asset_id, slug, form.page(), file)


def page(asset_id: UUID, typed: Typed) -> Response:
    """The landing page of what is typed."""
    gate = gate_of(asset_id, typed)
    form = opt_in_form(gate, gate.optional, meta={"wording": ""}, formdata=None)
    shown = url_for("assets_studio.picture", asset_id=asset_id)
    text = render_template(
        "assets/landing.html",
        gate=gate,
        form=form,
        offered=gate.optional,
        chosen=None,
        proof=None,
        is_draft=True,
        shown_at=shown,
        address_keeps=[],
    )
    answer = make_response(text)
    answer.headers.extend(FRAMED_BY_US)
    return answer
