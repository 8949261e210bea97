"""What marketers suggest on the thank-you page of an asset."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.assets import editing
from leadgate.assets.room import EDIT
from leadgate.foundation import languages
from leadgate.foundation.permissions import allow
from leadgate.next_steps import queries
from leadgate.next_steps.actions import choosing
from leadgate.next_steps.forms import steps_form
from leadgate.next_steps.types import StepKind

pages = Blueprint("next_steps", __name__, url_prefix="/studio/assets")


@pages.route("/<uuid:asset_id>/thank-you", methods=["GET", "POST"])
@allow(EDIT)
def choose(asset_id: UUID) -> ResponseReturnValue:
    """Tick what comes after the download."""
    gate = editing.gate(asset_id)
    offered = queries.to_choose_from(gate, languages.of_request())
    form = steps_form(offered, queries.names_chosen(asset_id))
    if form.submitted_to(choosing.choose, asset_id, form.steps.data, by=current_user.id):
        return redirect(url_for(".choose", asset_id=asset_id, saved=1), 303)
    page = {"gate": gate, "offered": offered, "kinds": list(StepKind), "form": form}
    return render_template("next_steps/choose.html", **page), form.status
