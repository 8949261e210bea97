"""How the browser sends a file in parts, and asks where to go on."""

from uuid import UUID

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.asset_editor import queries
from leadgate.asset_editor.actions import uploading
from leadgate.asset_editor.forms import UploadBegun, UploadPart
from leadgate.assets.room import EDIT
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.bodies import FORM_BYTES, takes
from leadgate.foundation.web.forms import PageForm

pages = Blueprint("asset_uploads", __name__, url_prefix="/studio/uploads")


@pages.post("/")
@allow(EDIT)
def begin() -> ResponseReturnValue:
    """Announce a file."""
    form = UploadBegun()
    if form.submitted_to(lambda: uploading.begin(form.name.data, form.size.data, by=current_user.id)):
        return _state(form.answer)
    return _refused(form)


@pages.get("/<uuid:upload_id>")
@allow(EDIT)
def state(upload_id: UUID) -> ResponseReturnValue:
    """Where it ends by now."""
    return _state(upload_id)


@pages.post("/<uuid:upload_id>")
@allow(EDIT)
@takes(lambda: uploading.PART_BYTES + FORM_BYTES)
def part(upload_id: UUID) -> ResponseReturnValue:
    """Take the next part."""
    form = UploadPart()
    if form.submitted_to(_add, upload_id, form):
        return _state(upload_id)
    return _refused(form)


def _add(upload_id: UUID, form: UploadPart) -> None:
    uploading.add_part(upload_id, form.at.data, form.part.data.read(), by=current_user.id)


def _state(upload_id: UUID) -> ResponseReturnValue:
    row = queries.upload(upload_id, current_user.id)
    return jsonify(id=str(row.id), received=row.received, size=row.size, whole=row.stored is not None)


def _refused(form: PageForm) -> ResponseReturnValue:
    wrong = {"csrf_token": form.csrf_token.errors, **form.errors}  # whose page is old is told that before all else
    said = form.refusal or next((str(texts[0]) for texts in wrong.values() if texts), "")
    return jsonify(refusal=said), form.status
