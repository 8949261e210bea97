"""What begins with an asset that is there."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from leadgate.asset_editor.actions import copying
from leadgate.assets import access
from leadgate.assets.room import EDIT
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button

pages = Blueprint("asset_copies", __name__, url_prefix="/studio/assets")


@pages.post("/<uuid:asset_id>/copy")
@allow(EDIT)
def duplicate(asset_id: UUID) -> ResponseReturnValue:
    """Begin a draft with all that an asset says and shows."""
    gate, form = access.any_gate(asset_id), Button()
    if not form.submitted_to(copying.duplicate, gate, by=current_user.id):
        return redirect(url_for("assets_studio.asset", asset_id=asset_id), 303)
    flash(gettext("This is a copy, and a draft. Leads, figures, links and dates stay with the first."), "told")
    return redirect(url_for("asset_editor.edit", asset_id=form.answer), 303)
