"""The officer's pages about incidents: what was noticed, the register, and the letters."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button
from leadgate.incidents import queries
from leadgate.incidents.access import alert_with, incident_with
from leadgate.incidents.actions import alerting, planting, registering, telling
from leadgate.incidents.forms import Describe, Plant, Words, about
from leadgate.incidents.room import HANDLE

pages = Blueprint("incidents_office", __name__, url_prefix="/office/incidents")


@pages.get("")
@allow(HANDLE)
def index() -> ResponseReturnValue:
    """What was noticed, what is open, and the whole register."""
    return _register(Words())


def _register(form: Words) -> ResponseReturnValue:
    page = {"alerts": queries.open_alerts(), "open": queries.open_incidents(), "closed": queries.closed_incidents()}
    return render_template("incidents/office.html", names=queries.staff_names(), form=form, **page), form.status


@pages.post("/alerts/<uuid:number>/close")
@allow(HANDLE)
def close_alert(number: UUID) -> ResponseReturnValue:
    """Say that an alert was nothing."""
    form, shown = Words(), alert_with(number)
    if form.submitted_to(alerting.close, shown.id, form.words.data or "", by=current_user.id):
        return redirect(url_for(".index"), 303)
    return _register(form)


@pages.route("/new", methods=["GET", "POST"])
@allow(HANDLE)
def new() -> ResponseReturnValue:
    """Write an incident down, perhaps from an alert."""
    alert = request.args.get("alert", type=UUID)
    form = about(alert_with(alert) if alert else None)
    if form.submitted_to(lambda: registering.open_incident(form.facts(), by=current_user.id, alert=alert)):
        return redirect(url_for(".one", number=form.answer), 303)
    return render_template("incidents/office_new.html", form=form, languages=_languages()), form.status


@pages.route("/<uuid:number>", methods=["GET", "POST"])
@allow(HANDLE)
def one(number: UUID) -> ResponseReturnValue:
    """One incident: its clock, whom it concerns, every step; and completing what is known."""
    form = Describe(incident_with(number))
    if form.submitted_to(lambda: registering.complete(number, form.facts(), by=current_user.id)):
        return redirect(url_for(".one", number=number), 303)
    return _page(number, form)


def _page(number: UUID, form: Describe, refused: Words | None = None) -> ResponseReturnValue:
    shown = incident_with(number)
    page = {"shown": shown, "steps": queries.steps_of(number), "figures": queries.figures_of(shown)}
    said = {"form": form, "languages": _languages(), "names": queries.staff_names(), "refused": refused}
    return render_template("incidents/office_incident.html", **page, **said), (refused or form).status


@pages.post("/<uuid:number>/<any(remark, people, close):act>")
@allow(HANDLE)
def act(number: UUID, act: str) -> ResponseReturnValue:
    """Write something down, tell the people, or close it."""
    form, by = Words(), current_user.id
    acts = {
        "remark": lambda: registering.remark(number, form.words.data or "", by=by),
        "people": lambda: telling.tell_people(number, by=by),
        "close": lambda: registering.close(number, by=by),
    }
    if incident_with(number) and form.submitted_to(acts[act]):
        return redirect(url_for(".one", number=number), 303)
    return _page(number, Describe(incident_with(number), as_kept=True), form)


@pages.route("/<uuid:number>/authority", methods=["GET", "POST"])
@allow(HANDLE)
def authority(number: UUID) -> ResponseReturnValue:
    """The notification to the authority, to print or copy; the button notes that it was sent, with this very text."""
    shown, form = incident_with(number), Button()
    page = {"shown": shown, "figures": queries.figures_of(shown), "authority": installation().settings.authority}
    text = render_template("incidents/authority.txt", **page)
    if form.submitted_to(telling.tell_authority, number, text, by=current_user.id):
        return redirect(url_for(".one", number=number), 303)
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
def take_away(person: UUID) -> ResponseReturnValue:
    """Take one away."""
    Button().submitted_to(planting.take_away, person, by=current_user.id)
    return redirect(url_for(".honey"), 303)


def _languages() -> dict[str, str]:
    return {one: str(languages.NAMES[one]) for one in installation().settings.languages}
