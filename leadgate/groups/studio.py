"""What marketers see of groups: all of them, making one, changing it, and who runs it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.permissions import allow, may
from leadgate.foundation.web.forms import Button
from leadgate.groups import editing, queries
from leadgate.groups.actions import appointing, closing
from leadgate.groups.room import EDIT, VIEW
from leadgate.groups.studio_forms import Appoint, End

pages = Blueprint("groups_studio", __name__, url_prefix="/studio/groups")


@pages.get("/")
@allow(VIEW)
def index() -> str:
    """Every group with its figures."""
    groups = queries.every_group()
    waiting = queries.waiting_in([each.id for each in groups])
    return render_template("groups/studio_index.html", groups=groups, waiting=waiting)


@pages.route("/new", methods=["GET", "POST"])
@allow(EDIT)
def new() -> ResponseReturnValue:
    """Make a group."""
    form = editing.blank_form()
    if form.submitted_to(editing.make, form, by=current_user.id):
        return redirect(url_for(".group", number=form.answer), 303)
    return render_template("groups/studio_edit.html", form=form, gate=None), form.status


@pages.get("/<uuid:number>")
@allow(VIEW)
def group(number: UUID) -> str:
    """One group: what it keeps, for how long, who reads it, who runs it, and who is invited."""
    return editing.page(number, may_edit=may(current_user, EDIT))


@pages.route("/<uuid:number>/edit", methods=["GET", "POST"])
@allow(EDIT)
def edit(number: UUID) -> ResponseReturnValue:
    """Change everything about a group; says how many people wait who are affected."""
    gate = editing.gate(number)
    form = editing.form_of(gate)
    if form.submitted_to(editing.change, form, number, by=current_user.id):
        return redirect(url_for(".group", number=number), 303)
    waiting = queries.waiting_in([number])[number]
    return render_template("groups/studio_edit.html", form=form, gate=gate, waiting=waiting), form.status


@pages.post("/<uuid:number>/appointments")
@allow(EDIT)
def appoint(number: UUID) -> ResponseReturnValue:
    """Let somebody run a group."""
    gate, form = editing.gate(number), Appoint()
    if form.submitted_to(editing.appoint, form, gate.group.id, by=current_user.id):
        return redirect(url_for(".group", number=number), 303)
    return editing.page(number, may_edit=True, appoint=form), form.status


@pages.post("/<uuid:number>/appointments/<uuid:appointment>/<any(dismiss, owner):act>")
@allow(EDIT)
def reappoint(number: UUID, appointment: UUID, act: str) -> ResponseReturnValue:
    """Let somebody run a group no longer, or hand it over to them."""
    gate, form = editing.gate(number), Button()
    change = appointing.hand_over if act == "owner" else appointing.dismiss
    if form.submitted_to(change, gate.group.id, appointment, by=current_user.id):
        return redirect(url_for(".group", number=number), 303)
    return editing.page(number, may_edit=True, form=form), form.status


@pages.post("/<uuid:number>/end")
@allow(EDIT)
def end(number: UUID) -> ResponseReturnValue:
    """Say when the group ends; its members are told."""
    gate, form = editing.gate(number), End()
    if form.submitted_to(closing.announce_end, gate.group.id, form.days.data or 0, by=current_user.id):
        return redirect(url_for(".group", number=number), 303)
    return editing.page(number, may_edit=True, end=form), form.status


@pages.post("/<uuid:number>/end/revocation")
@allow(EDIT)
def call_off_end(number: UUID) -> ResponseReturnValue:
    """Let the group go on after all."""
    gate, form = editing.gate(number), Button()
    if form.submitted_to(closing.call_off, gate.group.id, by=current_user.id):
        return redirect(url_for(".group", number=number), 303)
    return editing.page(number, may_edit=True, form=form), form.status
