"""What marketers do once a gate is open: take its link along, with a word for each channel, or its form."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.analytics import queries as analytics
from leadgate.analytics.actions import naming
from leadgate.analytics.sources import origin_of
from leadgate.analytics.types import OriginPart
from leadgate.assets import access
from leadgate.assets.room import VIEW
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button
from leadgate.sharing import links
from leadgate.sharing.hints import hints_for
from leadgate.sharing.room import NAME

pages = Blueprint("sharing", __name__, url_prefix="/studio/assets")


@pages.get("/<uuid:asset_id>/share")
@allow(VIEW)
def share(asset_id: UUID) -> ResponseReturnValue:
    """The link, the code and the form of a gate."""
    return _shown(asset_id, origin_of(request.args), Button())


def _shown(asset_id: UUID, word: str, form: Button) -> ResponseReturnValue:
    gate = access.any_gate(asset_id)
    known = {"named": analytics.campaigns(), "sources": analytics.sources(), "parts": list(OriginPart)}
    known["hosts"] = installation().settings.embed_hosts
    known["elsewhere"] = links.on_another_site(gate.asset.slug, gate.asset.title)
    link, hints = links.shared_link(gate.asset.slug, word), hints_for(gate)
    page = render_template("sharing/share.html", gate=gate, word=word, link=link, hints=hints, form=form, **known)
    return page, form.status


@pages.post("/<uuid:asset_id>/campaigns")
@allow(NAME)
def name(asset_id: UUID) -> ResponseReturnValue:
    """Make a link for a channel, which is counted by its name from now on."""
    form, word = Button(), origin_of(request.form)
    if form.submitted_to(_name, request.form.get("source", ""), word):
        return redirect(url_for(".share", asset_id=asset_id, source=word or None), 303)
    return _shown(asset_id, word, form)


def _name(typed: str, word: str) -> None:
    """Name a channel; an empty field is none, but an address is refused as one."""
    if typed.strip() or word:
        naming.add(word, by=current_user.id)


@pages.get("/<uuid:asset_id>/code.svg")
@allow(VIEW)
def code_svg(asset_id: UUID) -> Response:
    """The link for cameras, for print."""
    return Response(_code(asset_id, "svg"), mimetype="image/svg+xml")


@pages.get("/<uuid:asset_id>/code.png")
@allow(VIEW)
def code_png(asset_id: UUID) -> Response:
    """The link for cameras, for slides."""
    return Response(_code(asset_id, "png"), mimetype="image/png")


def _code(asset_id: UUID, kind: str) -> bytes:
    return links.code(links.shared_link(access.any_gate(asset_id).asset.slug, request.args.get("source", "")), kind)
