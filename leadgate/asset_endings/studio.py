"""What marketers do when an asset ends: write what its page says then, archive it, delete it."""

from uuid import UUID

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from leadgate.asset_endings import queries
from leadgate.asset_endings.actions import ending, writing
from leadgate.asset_endings.forms import closed_page_form
from leadgate.assets import access
from leadgate.assets.actions import ending as archiving
from leadgate.assets.room import EDIT
from leadgate.foundation import languages
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web.forms import Button
from leadgate.foundation.wordings.looking import FRAMES_US, page_shown

pages = Blueprint("asset_endings", __name__, url_prefix="/studio/assets")


@pages.route("/<uuid:asset_id>/closed-page", methods=["GET", "POST"])
@allow(EDIT)
def closed_page(asset_id: UUID) -> ResponseReturnValue:
    """Write what stands at its address once it has ended."""
    gate, language = access.any_gate(asset_id), languages.of_request()
    offered = queries.to_choose_from(gate, language)
    form = closed_page_form(offered, queries.closed_page(gate), queries.ended(gate, language))
    said = (form.headline.data or "", (form.words.data or "").strip(), form.instead.data or [])
    if form.submitted_to(writing.write, asset_id, *said, by=current_user.id):
        flash(gettext("Saved. It is shown from the moment this has ended."), "told")
        return redirect(url_for(".closed_page", asset_id=asset_id), 303)
    page = render_template("asset_endings/closed_page.html", gate=gate, offered=offered, form=form)
    answer = make_response(page, form.status)
    answer.headers.extend([FRAMES_US])
    return answer


@pages.get("/<uuid:asset_id>/closed-page/preview")
@allow(EDIT)
def preview(asset_id: UUID) -> Response:
    """The page as readers will see it, for the frame beside the form."""
    return page_shown(render_template("assets/over.html", gate=access.any_gate(asset_id), sentence=""))


@pages.route("/<uuid:asset_id>/end", methods=["GET", "POST"])
@allow(EDIT)
@after_proof
def end(asset_id: UUID) -> ResponseReturnValue:
    """What follows from its end, in numbers, and then the end."""
    gate, form = access.any_gate(asset_id), Button()
    is_deleted = request.form.get("act") == "delete"
    if form.submitted_to(ending.delete if is_deleted else archiving.archive, asset_id, by=current_user.id):
        flash(_ended(is_deleted, gate.asset.title), "told")
        return redirect(url_for("assets_studio.index"), 303)
    page = {"gate": gate, "what": queries.consequences(gate), "form": form}
    return render_template("asset_endings/end.html", **page), form.status


def _ended(is_deleted: bool, title: str) -> str:
    if is_deleted:
        return str(gettext("“%(title)s” is deleted.", title=title))
    return str(gettext("“%(title)s” is taken down and archived.", title=title))
