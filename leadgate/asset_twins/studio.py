"""What marketers do so that a page is there in several languages."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from leadgate.asset_twins import queries
from leadgate.asset_twins.actions import joining
from leadgate.asset_twins.editing import TwinsShown
from leadgate.assets import access
from leadgate.assets.room import EDIT
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button

pages = Blueprint("asset_twins", __name__, url_prefix="/studio/assets/<uuid:asset_id>/languages")


@pages.get("")
@allow(EDIT)
def index(asset_id: UUID) -> ResponseReturnValue:
    """The languages in which the page is there."""
    return _shown(TwinsShown(asset_id, access.any_gate(asset_id)))


@pages.post("/new")
@allow(EDIT)
def begin(asset_id: UUID) -> ResponseReturnValue:
    """Begin the page in another language with all that this one says."""
    gate = access.any_gate(asset_id)
    shown = TwinsShown(asset_id, gate)
    language = shown.new.twin_language.data
    if not shown.new.submitted_to(joining.begin, gate, language, by=current_user.id):
        return _shown(shown)
    return redirect(url_for("asset_editor.edit", asset_id=shown.new.answer), 303)


@pages.post("/add")
@allow(EDIT)
def add(asset_id: UUID) -> ResponseReturnValue:
    """Say that another page says the same."""
    gate = access.any_gate(asset_id)
    shown = TwinsShown(asset_id, gate)
    if shown.other.submitted_to(lambda: joining.add(gate, UUID(shown.other.other.data), by=current_user.id)):
        return redirect(url_for(".index", asset_id=asset_id), 303)
    return _shown(shown)


@pages.post("/<uuid:twin_id>/remove")
@allow(EDIT)
def take_out(asset_id: UUID, twin_id: UUID) -> ResponseReturnValue:
    """Let one of the pages stand alone again."""
    gate = access.any_gate(asset_id)
    title = queries.title_of(twin_id)
    if Button().submitted_to(joining.take_out, twin_id, by=current_user.id):
        flash(gettext("“%(title)s” stands alone again. Nothing else of it has changed.", title=title), "told")
    return redirect(url_for(".index", asset_id=gate.asset.id), 303)


def _shown(shown: TwinsShown) -> ResponseReturnValue:
    return render_template("asset_twins/languages.html", shown=shown, gate=shown.gate), shown.status
