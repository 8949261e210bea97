"""What marketers do with an asset: drop its file, type its page with a look at it beside, publish, go back."""

from itertools import pairwise
from uuid import UUID, uuid4

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from leadgate.asset_editor import looking, queries
from leadgate.asset_editor.actions import drafting, going_live
from leadgate.asset_editor.comparing import changes
from leadgate.asset_editor.editor import AssetEditor
from leadgate.asset_editor.errors import NothingToSend
from leadgate.asset_editor.forms import AssetForm, most_bytes
from leadgate.asset_editor.links import draft_link
from leadgate.assets import access
from leadgate.assets.room import EDIT, VIEW
from leadgate.foundation.permissions import allow, may
from leadgate.foundation.web.bodies import takes
from leadgate.foundation.web.forms import Button, PageForm
from leadgate.foundation.wordings.looking import FRAMES_US
from leadgate.gate_words.parts import LOOKS

pages = Blueprint("asset_editor", __name__, url_prefix="/studio/assets")


@pages.route("/new", methods=["GET", "POST"])
@allow(EDIT)
@takes(most_bytes)
def new() -> ResponseReturnValue:
    """Begin with a file, or with a title: what is typed is a draft from its first letter on."""
    return _edited(AssetEditor(_id_sent() or uuid4()))


def _id_sent() -> UUID | None:
    try:
        return UUID(request.form.get("asset_id", ""))
    except ValueError:
        return None


@pages.route("/<uuid:asset_id>/edit", methods=["GET", "POST"])
@allow(EDIT)
@takes(most_bytes)
def edit(asset_id: UUID) -> ResponseReturnValue:
    """Change everything about an asset; what is live stays until it is published."""
    page = AssetEditor(asset_id)
    if not page.gate and not page.draft and request.method == "GET":
        raise NothingToSend
    return _edited(page)


def _edited(page: AssetEditor) -> ResponseReturnValue:
    form = PageForm()
    if form.submitted_to(page.take, by=current_user.id):
        if page.onward:
            return redirect(page.onward, 303)
        if not page.is_by_script:
            return redirect(url_for(".edit", asset_id=page.asset_id), 303)
    link = draft_link(page.draft) if page.draft else ""
    answer = make_response(render_template(page.template, page=page, form=form, link=link, looks=LOOKS), form.status)
    answer.headers.extend([FRAMES_US])
    return answer


@pages.get("/<uuid:asset_id>/preview")
@allow(EDIT)
def preview(asset_id: UUID) -> Response:
    """How the draft looks to a reader, its pages and its letters, for the frame beside the editor."""
    typed = drafting.now_typed(asset_id, queries.draft_of(asset_id)) or {}
    asked = request.args
    return looking.shown(asset_id, typed, asked.get("look", ""), as_text=asked.get("as") == "text")


@pages.post("/<uuid:asset_id>/draft-link")
@allow(EDIT)
def change_link(asset_id: UUID) -> ResponseReturnValue:
    """Take back the link to a draft."""
    if Button().submitted_to(drafting.change_link, asset_id):
        flash(gettext("The old link does not work any more. Here is a new one."), "told")
    return redirect(url_for(".edit", asset_id=asset_id, _anchor="draft-link"), 303)


@pages.get("/<uuid:asset_id>/versions")
@allow(VIEW)
def versions(asset_id: UUID) -> ResponseReturnValue:
    """Every version with who, when and what is new in it."""
    return _versions(asset_id, Button())


def _versions(asset_id: UUID, form: Button) -> ResponseReturnValue:
    gate, found = access.any_gate(asset_id), queries.publications_of(asset_id)
    typed = [queries.typed_in(one.row) for one in found]
    new = [changes(before, after) for after, before in pairwise(typed)]
    files = [one.row.version_id != before.row.version_id for one, before in pairwise(found)]
    shown = list(zip(found, [*new, []], [*files, False], strict=False))
    may_edit = may(current_user, EDIT)
    page = render_template("asset_editor/versions.html", gate=gate, shown=shown, form=form, may_edit=may_edit)
    return page, form.status


@pages.post("/<uuid:asset_id>/versions/<uuid:publication_id>")
@allow(EDIT)
def go_back(asset_id: UUID, publication_id: UUID) -> ResponseReturnValue:
    """Make an older version what everybody sees again."""
    form = Button()
    if form.submitted_to(_back_to, publication_id, asset_id):
        return redirect(url_for(".versions", asset_id=asset_id), 303)
    return _versions(asset_id, form)


def _back_to(publication_id: UUID, asset_id: UUID) -> None:
    row = queries.publication(publication_id, asset_id)
    page = AssetForm(formdata=MultiDict(queries.typed_in(row))).page()
    note = gettext("Back to version %(number)s", number=row.number)
    going_live.go_back(publication_id, asset_id, page, note=note, by=current_user.id)
