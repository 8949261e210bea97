"""What marketers see of groups: all of them, making one, changing it, and who runs it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.forms import Button
from leadgate.foundation.permissions import Role, allow, declare, may
from leadgate.groups import editing, queries, queue
from leadgate.groups.actions import appointing
from leadgate.groups.studio_forms import Appoint

pages = Blueprint("groups_studio", __name__, url_prefix="/studio/groups")
VIEW = declare("groups:group:view", Role.MARKETER, Role.VIEWER, Role.OFFICER)
EDIT = declare("groups:group:edit", Role.MARKETER)


@pages.get("/")
@allow(VIEW)
def index() -> str:
    """Every group with its figures."""
    return render_template("groups/studio_index.html", figures=queue.figures(queries.every_group()))


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
    """One group: what it keeps, for how long, who reads it, and who runs it."""
    page = {"appoint": Appoint(formdata=None), "form": Button(), "accounts": queries.accounts_of(number)}
    return render_template(
        "groups/studio_group.html", gate=editing.gate(number), may_edit=may(current_user, EDIT), **page
    )


@pages.route("/<uuid:number>/edit", methods=["GET", "POST"])
@allow(EDIT)
def edit(number: UUID) -> ResponseReturnValue:
    """Change everything about a group; says how many people wait who are affected."""
    gate = editing.gate(number)
    form = editing.form_of(gate)
    if form.submitted_to(editing.change, form, number, by=current_user.id):
        return redirect(url_for(".group", number=number), 303)
    waiting = queue.figures([gate.group])[0]
    return render_template("groups/studio_edit.html", form=form, gate=gate, waiting=waiting), form.status


@pages.post("/<uuid:number>/appointments")
@allow(EDIT)
def appoint(number: UUID) -> ResponseReturnValue:
    """Let somebody run a group."""
    gate, form = editing.gate(number), Appoint()
    if form.submitted_to(editing.appoint, form, number, by=current_user.id):
        return redirect(url_for(".group", number=number), 303)
    page = {"appoint": form, "form": Button(), "accounts": queries.accounts_of(number), "may_edit": True}
    return render_template("groups/studio_group.html", gate=gate, **page), form.status


@pages.post("/<uuid:number>/appointments/<uuid:appointment>/<any(dismiss, owner):act>")
@allow(EDIT)
def reappoint(number: UUID, appointment: UUID, act: str) -> ResponseReturnValue:
    """Let somebody run a group no longer, or hand it over to them."""
    gate, form = editing.gate(number), Button()
    if act == "owner":
        form.submitted_to(appointing.hand_over, gate.group.id, appointment, by=current_user.id)
    elif not form.submitted_to(appointing.dismiss, appointment, gate.group.id, by=current_user.id):
        page = {"appoint": Appoint(formdata=None), "accounts": queries.accounts_of(number), "may_edit": True}
        return render_template("groups/studio_group.html", gate=gate, form=form, **page), form.status
    return redirect(url_for(".group", number=number), 303)
