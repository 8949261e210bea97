"""What marketers do to invite people to a group: addresses, and links that open the form."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button
from leadgate.groups import editing
from leadgate.groups.room import EDIT
from leadgate.invitations.actions import inviting
from leadgate.invitations.forms import Invite, InviteByLink

pages = Blueprint("invitations_studio", __name__, url_prefix="/studio/groups")


def make_link(form: InviteByLink, number: UUID, *, by: UUID) -> UUID:
    """Make the link the form describes."""
    uses, days = form.most_uses.data or 1, form.days.data or 1
    return inviting.make_link(number, most_uses=uses, days=days, trusted=bool(form.trusted.data), by=by)


@pages.post("/<uuid:number>/invitations")
@allow(EDIT)
def invite(number: UUID) -> ResponseReturnValue:
    """Invite addresses; nobody becomes a member by it."""
    gate, form = editing.gate(number), Invite()
    if form.submitted_to(inviting.invite, gate.group.id, form.addresses.data or "", by=current_user.id):
        return redirect(url_for("groups_studio.group", number=number), 303)
    return editing.page(number, may_edit=True, invite=form), form.status


@pages.post("/<uuid:number>/links")
@allow(EDIT)
def link(number: UUID) -> ResponseReturnValue:
    """Make a link that opens the form."""
    gate, form = editing.gate(number), InviteByLink()
    if form.submitted_to(make_link, form, gate.group.id, by=current_user.id):
        return redirect(url_for("groups_studio.group", number=number), 303)
    return editing.page(number, may_edit=True, by_link=form), form.status


@pages.post("/<uuid:number>/links/<uuid:link_id>/revocation")
@allow(EDIT)
def revoke_link(number: UUID, link_id: UUID) -> ResponseReturnValue:
    """Take a link back."""
    gate, form = editing.gate(number), Button()
    if form.submitted_to(inviting.revoke_link, link_id, gate.group.id, by=current_user.id):
        return redirect(url_for("groups_studio.group", number=number), 303)
    return editing.page(number, may_edit=True, form=form), form.status
