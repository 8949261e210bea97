"""The studio's page of the rules by which a group lets people in: read in words, tried before they count."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button
from leadgate.groups import editing
from leadgate.groups.room import EDIT
from leadgate.joining import admission
from leadgate.joining.actions import ruling
from leadgate.joining.rule_forms import RuleForm

pages = Blueprint("joining_studio_rules", __name__, url_prefix="/studio/groups")


@pages.route("/<uuid:group_id>/rules", methods=["GET", "POST"])
@allow(EDIT)
def index(group_id: UUID) -> ResponseReturnValue:
    """The rules of a group, and a form for one more: it is tried first, and says whom it would let in."""
    form = RuleForm.of(editing.gate(group_id))
    if form.submitted_to(form.rule, group_id, by=current_user.id):
        if request.form.get("act") == "try":
            return _page(group_id, form=form, **admission.tried(form.answer))
        ruling.add(form.answer)
        return redirect(url_for(".index", group_id=group_id), 303)
    return _page(group_id, form=form), form.status


@pages.post("/<uuid:group_id>/rules/<uuid:rule>/removal")
@allow(EDIT)
def drop(group_id: UUID, rule: UUID) -> ResponseReturnValue:
    """Let a rule count no longer."""
    gate, form = editing.gate(group_id), Button()
    if form.submitted_to(ruling.drop, rule, group=gate.group.id, by=current_user.id):
        return redirect(url_for(".index", group_id=group_id), 303)
    return _page(group_id, form=RuleForm.of(gate, formdata=None), button=form), form.status


def _page(group_id: UUID, **page: object) -> str:
    gate = editing.gate(group_id)
    blank = {"tried": None, "said": None, "button": None}
    rules = admission.readable(admission.rules_of(group_id))
    return render_template("joining/studio_rules.html", gate=gate, rules=rules, **blank | page)
