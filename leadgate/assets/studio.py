"""What marketers see of one asset: its funnel and its people; publishing and editing."""

from datetime import datetime
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.analytics import charts
from leadgate.assets import delivery, editing, figures
from leadgate.assets.actions import delivering, publishing
from leadgate.assets.leads import leads_of
from leadgate.assets.room import EDIT, LEAD_LOOK, LEADS, VIEW
from leadgate.consent.queries import titles
from leadgate.foundation import languages
from leadgate.foundation.permissions import allow, may
from leadgate.foundation.privacy import access_log
from leadgate.foundation.web.bodies import takes
from leadgate.foundation.web.forms import Button
from leadgate.foundation.web.ways import way

pages = Blueprint("assets_studio", __name__, url_prefix="/studio")


@pages.get("/assets/")
@allow(VIEW)
def index() -> str:
    """Every asset with its figures."""
    return render_template("assets/studio_index.html", listed=figures.listed())


@pages.route("/assets/new", methods=["GET", "POST"])
@allow(EDIT)
@takes(editing.most_bytes)
def new() -> ResponseReturnValue:
    """Publish a file."""
    form = editing.blank_form()
    if form.submitted_to(editing.publish, form, by=current_user.id):
        shared = None if form.as_draft.data else way("asset-sharing", asset_id=form.answer, live=1)
        return redirect(shared or url_for(".asset", asset_id=form.answer), 303)
    return render_template("assets/studio_edit.html", form=form, asset=None), form.status


@pages.get("/assets/<uuid:asset_id>")
@allow(VIEW)
def asset(asset_id: UUID) -> str:
    """One asset: its funnel as a picture, then as a table."""
    gate = editing.gate(asset_id)
    found = figures.funnel_of(asset_id)
    days = figures.confirmed_by_day(found)
    pictures = {"steps": charts.steps(found.total), "days": days, "most": max(one.count for one in days)}
    return render_template("assets/studio_asset.html", gate=gate, funnel=found, form=Button(), **pictures)


@pages.get("/assets/<uuid:asset_id>/picture.png")
@allow(VIEW)
def picture(asset_id: UUID) -> Response:
    """What the file looks like, of a draft and of what has ended, too."""
    return delivery.picture(editing.gate(asset_id).version, "no-store")


@pages.get("/assets/<uuid:asset_id>/funnel.csv")
@allow(VIEW)
def funnel_csv(asset_id: UUID) -> Response:
    """The figures behind the picture."""
    return Response(charts.as_csv(figures.funnel_of(editing.gate(asset_id).asset.id)), mimetype="text/csv")


@pages.route("/assets/<uuid:asset_id>/edit", methods=["GET", "POST"])
@allow(EDIT)
@takes(editing.most_bytes)
def edit(asset_id: UUID) -> ResponseReturnValue:
    """Change everything about an asset, its file too."""
    gate = editing.gate(asset_id)
    form = editing.form_of(gate)
    if form.submitted_to(editing.change, form, asset_id, by=current_user.id):
        return redirect(url_for(".asset", asset_id=asset_id), 303)
    return render_template("assets/studio_edit.html", form=form, asset=gate.asset, gate=gate), form.status


@pages.post("/assets/preview")
@allow(EDIT)
@takes(editing.most_bytes)
def preview() -> str:
    """The landing page of what is being typed; saves nothing."""
    return render_template("assets/_value.html", gate=editing.unsaved(editing.blank_form()))


@pages.post("/assets/<uuid:asset_id>/state")
@allow(EDIT)
def state(asset_id: UUID) -> ResponseReturnValue:
    """Open the gate, or retire the asset."""
    act = publishing.retire if request.form.get("state") == "retired" else publishing.open_gate
    Button().submitted_to(act, editing.gate(asset_id).asset.id, by=current_user.id)
    return redirect(url_for(".asset", asset_id=asset_id), 303)


@pages.get("/assets/<uuid:asset_id>/leads")
@allow(LEADS)
def leads(asset_id: UUID) -> ResponseReturnValue:
    """Those who confirmed, with what they agreed to; every look is on the record."""
    gate, before = editing.gate(asset_id), request.args.get("before", type=datetime.fromisoformat)
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
