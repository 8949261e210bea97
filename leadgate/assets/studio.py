"""What marketers see of one asset and of its people."""

from datetime import datetime
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.assets import access, delivery, figures
from leadgate.assets.actions import delivering, publishing
from leadgate.assets.leads import leads_of
from leadgate.assets.room import EDIT, LEAD_LOOK, LEADS, VIEW
from leadgate.consent.queries import titles
from leadgate.foundation import languages
from leadgate.foundation.permissions import allow, may
from leadgate.foundation.privacy import access_log
from leadgate.foundation.web.forms import Button

pages = Blueprint("assets_studio", __name__, url_prefix="/studio")


@pages.get("/assets/")
@allow(VIEW)
def index() -> str:
    """Every asset with its figures."""
    exactly = may(current_user, LEADS)
    listed = figures.listed(archived="archived" in request.args, exactly=exactly)
    return render_template("assets/studio_index.html", listed=listed, put_away=figures.archived(), exactly=exactly)


@pages.get("/assets/<uuid:asset_id>")
@allow(VIEW)
def asset(asset_id: UUID) -> str:
    """One asset, with what other rooms say of it."""
    return render_template("assets/studio_asset.html", gate=access.any_gate(asset_id), form=Button())


@pages.get("/assets/<uuid:asset_id>/picture.png")
@allow(VIEW)
def picture(asset_id: UUID) -> Response:
    """What the file looks like, of a draft and of what has ended, too."""
    return delivery.picture(access.any_gate(asset_id).version, "no-store")


@pages.post("/assets/<uuid:asset_id>/state")
@allow(EDIT)
def state(asset_id: UUID) -> ResponseReturnValue:
    """Open the gate, or retire the asset."""
    act = publishing.retire if request.form.get("state") == "retired" else publishing.open_gate
    Button().submitted_to(act, access.any_gate(asset_id).asset.id, by=current_user.id)
    return redirect(url_for(".asset", asset_id=asset_id), 303)


@pages.get("/assets/<uuid:asset_id>/leads")
@allow(LEADS)
def leads(asset_id: UUID) -> ResponseReturnValue:
    """Those who confirmed, with what they agreed to; every look is on the record."""
    gate, before = access.any_gate(asset_id), request.args.get("before", type=datetime.fromisoformat)
    shown = leads_of(asset_id, before)
    access_log.record(LEAD_LOOK, [lead.person_id for lead in shown], by=current_user, subject=asset_id)
    page = {"leads": shown, "titles": titles(languages.of_request())}
    return render_template(
        "assets/studio_leads.html", gate=gate, form=Button(), may_edit=may(current_user, EDIT), **page
    )


@pages.post("/assets/<uuid:asset_id>/leads/<uuid:grant_id>/revocation")
@allow(EDIT)
def revoke(asset_id: UUID, grant_id: UUID) -> ResponseReturnValue:
    """Take a grant back."""
    why = request.form.get("why", "")[:200]
    Button().submitted_to(delivering.revoke, grant_id, why, by=current_user.id)
    return redirect(url_for(".leads", asset_id=asset_id), 303)
