"""The officer's pages about incidents: what was noticed, the register, and the letters."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web.forms import Button
from leadgate.incidents import queries
from leadgate.incidents.access import alert_with, incident_with
from leadgate.incidents.actions import alerting, planting, registering, telling
from leadgate.incidents.forms import Describe, Plant, RemarkForm, about
from leadgate.incidents.room import HANDLE

pages = Blueprint("incidents_office", __name__, url_prefix="/office/incidents")


@pages.get("")
@allow(HANDLE)
def index() -> ResponseReturnValue:
    """What was noticed, what is open, and the whole register."""
    return _register(RemarkForm())


def _register(form: RemarkForm, refused: UUID | None = None) -> ResponseReturnValue:
    page = {"alerts": queries.open_alerts(), "open": queries.open_incidents(), "closed": queries.closed_incidents()}
    said = {"names": queries.staff_names(), "form": form, "refused": refused}
    return render_template("incidents/office.html", **page, **said), form.status


@pages.post("/alerts/<uuid:alert_id>/close")
@allow(HANDLE)
@after_proof
def close_alert(alert_id: UUID) -> ResponseReturnValue:
    """Say that an alert was nothing."""
    form, shown = RemarkForm(), alert_with(alert_id)
    if form.submitted_to(alerting.close, shown.id, form.words.data or "", by=current_user.id):
        return redirect(url_for(".index"), 303)
    return _register(form, shown.id)


@pages.route("/new", methods=["GET", "POST"])
@allow(HANDLE)
def new() -> ResponseReturnValue:
    """Write an incident down, perhaps from an alert."""
    alert = request.args.get("alert", type=UUID)
    form = about(alert_with(alert) if alert else None)
    if form.submitted_to(lambda: registering.open_incident(form.facts(), by=current_user.id, alert=alert)):
        return redirect(url_for(".one", incident_id=form.answer), 303)
    return render_template("incidents/office_new.html", form=form, languages=_languages()), form.status


@pages.route("/<uuid:incident_id>", methods=["GET", "POST"])
@allow(HANDLE)
def one(incident_id: UUID) -> ResponseReturnValue:
    """One incident: its clock, whom it concerns, every step; and completing what is known."""
    form = Describe(incident_with(incident_id))
    if form.submitted_to(lambda: registering.complete(incident_id, form.facts(), by=current_user.id)):
        return redirect(url_for(".one", incident_id=incident_id), 303)
    return _page(incident_id, form)


def _page(incident_id: UUID, form: Describe, refused: RemarkForm | None = None) -> ResponseReturnValue:
    shown = incident_with(incident_id)
    page = {"shown": shown, "steps": queries.steps_of(incident_id), "figures": queries.figures_of(shown)}
    said = {"form": form, "languages": _languages(), "names": queries.staff_names(), "refused": refused}
    return render_template("incidents/office_incident.html", **page, **said), (refused or form).status


@pages.post("/<uuid:incident_id>/<any(remark, people, close):act>")
@allow(HANDLE)
@after_proof
def act(incident_id: UUID, act: str) -> ResponseReturnValue:
    """Write something down, tell the people, or close it."""
    form, by = RemarkForm(), current_user.id
    acts = {
        "remark": lambda: registering.remark(incident_id, form.words.data or "", by=by),
        "people": lambda: telling.tell_people(incident_id, by=by),
        "close": lambda: registering.close(incident_id, by=by),
    }
    if incident_with(incident_id) and form.submitted_to(acts[act]):
        return redirect(url_for(".one", incident_id=incident_id), 303)
    return _page(incident_id, Describe(incident_with(incident_id), as_kept=True), form)


@pages.route("/<uuid:incident_id>/authority", methods=["GET", "POST"])
@allow(HANDLE)
@after_proof
def authority(incident_id: UUID) -> ResponseReturnValue:
    """The notification to the authority, to print or copy; the button notes that it was sent, with this very text."""
    shown, form = incident_with(incident_id), Button()
    page = {"shown": shown, "figures": queries.figures_of(shown), "authority": installation().settings.authority}
    text = render_template("incidents/authority.txt", **page)
    if form.submitted_to(telling.tell_authority, incident_id, text, by=current_user.id):
        return redirect(url_for(".one", incident_id=incident_id), 303)
    return render_template("incidents/office_authority.html", text=text, form=form, **page), form.status


@pages.route("/honey", methods=["GET", "POST"])
@allow(HANDLE)
def honey() -> ResponseReturnValue:
    """The records nobody should touch, and planting one."""
    form = Plant()
    if form.submitted_to(planting.plant, form.email.data or "", form.title.data or "", by=current_user.id):
        return redirect(url_for(".honey"), 303)
    return render_template("incidents/office_honey.html", form=form, records=queries.honey()), form.status


@pages.post("/honey/<uuid:person>/remove")
@allow(HANDLE)
@after_proof
def take_away(person: UUID) -> ResponseReturnValue:
    """Take one away."""
    Button().submitted_to(planting.take_away, person, by=current_user.id)
    return redirect(url_for(".honey"), 303)


def _languages() -> dict[str, str]:
    return {one: str(languages.NAMES[one]) for one in installation().settings.languages}
