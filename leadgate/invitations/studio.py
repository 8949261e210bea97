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


def make_link(form: InviteByLink, group_id: UUID, *, by: UUID) -> UUID:
    """Make the link the form describes."""
    uses, days = form.most_uses.data or 1, form.days.data or 1
    return inviting.make_link(group_id, most_uses=uses, days=days, trusted=bool(form.trusted.data), by=by)


@pages.post("/<uuid:group_id>/invitations")
@allow(EDIT)
def invite(group_id: UUID) -> ResponseReturnValue:
    """Invite addresses; nobody becomes a member by it."""
    gate, form = editing.gate(group_id), Invite()
    if form.submitted_to(inviting.invite, gate.group.id, form.addresses.data or "", by=current_user.id):
        return redirect(url_for("groups_studio.group", group_id=group_id), 303)
    return editing.page(group_id, may_edit=True, invite=form), form.status


@pages.post("/<uuid:group_id>/links")
@allow(EDIT)
def link(group_id: UUID) -> ResponseReturnValue:
    """Make a link that opens the form."""
    gate, form = editing.gate(group_id), InviteByLink()
    if form.submitted_to(make_link, form, gate.group.id, by=current_user.id):
        return redirect(url_for("groups_studio.group", group_id=group_id), 303)
    return editing.page(group_id, may_edit=True, by_link=form), form.status


@pages.post("/<uuid:group_id>/links/<uuid:link_id>/revocation")
@allow(EDIT)
def revoke_link(group_id: UUID, link_id: UUID) -> ResponseReturnValue:
    """Take a link back."""
    gate, form = editing.gate(group_id), Button()
    if form.submitted_to(inviting.revoke_link, link_id, gate.group.id, by=current_user.id):
        return redirect(url_for("groups_studio.group", group_id=group_id), 303)
    return editing.page(group_id, may_edit=True, form=form), form.status
