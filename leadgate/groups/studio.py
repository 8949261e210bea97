"""What marketers see of groups: all of them, making one, changing it, who runs it, and which a search finds."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.house.staff_pages import MOST_HITS, Finder, FoundThing
from leadgate.foundation.permissions import after_proof, allow, may
from leadgate.foundation.web.forms import Button
from leadgate.foundation.words import text as _
from leadgate.groups import editing, queries
from leadgate.groups.actions import appointing, closing
from leadgate.groups.room import EDIT, VIEW
from leadgate.groups.studio_forms import Appoint, End

pages = Blueprint("groups_studio", __name__, url_prefix="/studio/groups")


def _named(typed: str) -> Sequence[FoundThing]:
    wanted = typed.casefold()
    fits = [one for one in queries.every_group() if wanted in one.title.casefold() or wanted in one.slug]
    return [
        FoundThing(one.title, {"group_id": one.id}, f"/g/{one.slug}", language=one.language) for one in fits[:MOST_HITS]
    ]


GROUPS = Finder(_("Groups"), "groups_studio.group", _named)


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
        return redirect(url_for(".group", group_id=form.answer), 303)
    return render_template("groups/studio_edit.html", form=form, gate=None), form.status


@pages.get("/<uuid:group_id>")
@allow(VIEW)
def group(group_id: UUID) -> str:
    """One group: what it keeps, for how long, who reads it, who runs it, and who is invited."""
    return editing.page(group_id, may_edit=may(current_user, EDIT))


@pages.route("/<uuid:group_id>/edit", methods=["GET", "POST"])
@allow(EDIT)
def edit(group_id: UUID) -> ResponseReturnValue:
    """Change everything about a group; says how many people wait who are affected."""
    gate = editing.gate(group_id)
    form = editing.form_of(gate)
    if form.submitted_to(editing.change, form, group_id, by=current_user.id):
        return redirect(url_for(".group", group_id=group_id), 303)
    waiting = queries.waiting_in([group_id])[group_id]
    return render_template("groups/studio_edit.html", form=form, gate=gate, waiting=waiting), form.status


@pages.post("/<uuid:group_id>/appointments")
@allow(EDIT)
@after_proof
def appoint(group_id: UUID) -> ResponseReturnValue:
    """Let somebody run a group."""
    gate, form = editing.gate(group_id), Appoint()
    if form.submitted_to(editing.appoint, form, gate.group.id, by=current_user.id):
        return redirect(url_for(".group", group_id=group_id), 303)
    return editing.page(group_id, may_edit=True, appoint=form), form.status


@pages.post("/<uuid:group_id>/appointments/<uuid:appointment>/<any(dismiss, owner):act>")
@allow(EDIT)
@after_proof
def reappoint(group_id: UUID, appointment: UUID, act: str) -> ResponseReturnValue:
    """Let somebody run a group no longer, or hand it over to them."""
    gate, form = editing.gate(group_id), Button()
    change = appointing.hand_over if act == "owner" else appointing.dismiss
    if form.submitted_to(change, gate.group.id, appointment, by=current_user.id):
        return redirect(url_for(".group", group_id=group_id), 303)
    return editing.page(group_id, may_edit=True, form=form), form.status


@pages.post("/<uuid:group_id>/end")
@allow(EDIT)
@after_proof
def end(group_id: UUID) -> ResponseReturnValue:
    """Say when the group ends; its members are told."""
    gate, form = editing.gate(group_id), End()
    if form.submitted_to(closing.announce_end, gate.group.id, form.days.data or 0, by=current_user.id):
        return redirect(url_for(".group", group_id=group_id), 303)
    return editing.page(group_id, may_edit=True, end=form), form.status


@pages.post("/<uuid:group_id>/end/revocation")
@allow(EDIT)
def call_off_end(group_id: UUID) -> ResponseReturnValue:
    """Let the group go on after all."""
    gate, form = editing.gate(group_id), Button()
    if form.submitted_to(closing.call_off, gate.group.id, by=current_user.id):
        return redirect(url_for(".group", group_id=group_id), 303)
    return editing.page(group_id, may_edit=True, form=form), form.status
