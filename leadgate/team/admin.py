"""What the owner does with the accounts of others."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from leadgate.foundation.permissions import Role, after_proof, allow
from leadgate.foundation.web.forms import Button, PageForm
from leadgate.staff import queries
from leadgate.staff.access import account_of
from leadgate.staff.actions import accounts, second_factor, sessions
from leadgate.staff.room import MANAGE_ACCOUNTS
from leadgate.team.actions import inviting
from leadgate.team.forms import InviteForm, RoleForm
from leadgate.team.types import TRUSTED_WITH

pages = Blueprint("team", __name__, url_prefix="/admin")


@pages.get("/team")
@allow(MANAGE_ACCOUNTS)
def team() -> ResponseReturnValue:
    """Who works here, what they are trusted with, and who has a second factor."""
    return _shown(InviteForm())


@pages.post("/team")
@allow(MANAGE_ACCOUNTS)
@after_proof
def invite() -> ResponseReturnValue:
    """Invite a colleague."""
    form = InviteForm()
    if form.submitted_to(lambda: inviting.invite(form.email.data or "", Role(form.role.data), by=current_user.id)):
        return _done(_("%(email)s has a letter with a link now; it works once, within a day.", email=form.email.data))
    return _shown(form)


@pages.post("/team/<uuid:account_id>/letter")
@allow(MANAGE_ACCOUNTS)
@after_proof
def write_again(account_id: UUID) -> ResponseReturnValue:
    """Send a colleague a new link."""
    form, account = Button(), account_of(account_id)
    if form.submitted_to(inviting.write_again, account.id, by=current_user.id):
        return _done(_("%(email)s has a letter with a link now; it works once, within a day.", email=account.email))
    return _shown(form)


@pages.post("/team/<uuid:account_id>/role")
@allow(MANAGE_ACCOUNTS)
@after_proof
def change_role(account_id: UUID) -> ResponseReturnValue:
    """Trust a colleague with something else."""
    form, account = RoleForm(), account_of(account_id)
    if form.submitted_to(lambda: accounts.change_role(account.id, Role(form.role.data), by=current_user.id)):
        return _done(_("%(email)s: %(role)s from now on.", email=account.email, role=Role(form.role.data).words))
    return _shown(form, of=account.id)


@pages.post("/team/<uuid:account_id>/sign-out")
@allow(MANAGE_ACCOUNTS)
@after_proof
def sign_out(account_id: UUID) -> ResponseReturnValue:
    """End every session of a colleague."""
    form, account = Button(), account_of(account_id)
    if form.submitted_to(sessions.end_all, account.id, by=current_user.id):
        return _done(_("%(email)s is signed out everywhere.", email=account.email))
    return _shown(form)


@pages.post("/team/<uuid:account_id>/removal")
@allow(MANAGE_ACCOUNTS)
@after_proof
def remove(account_id: UUID) -> ResponseReturnValue:
    """Let a colleague go."""
    form, account = Button(), account_of(account_id)
    email = account.email
    if form.submitted_to(accounts.remove_account, account.id, by=current_user.id):
        return _done(_("%(email)s has no account any more.", email=email))
    return _shown(form)


@pages.post("/team/<uuid:account_id>/reset-second-factor")
@allow(MANAGE_ACCOUNTS)
@after_proof
def reset_second_factor(account_id: UUID) -> ResponseReturnValue:
    """Take a lost second factor from an account."""
    form, account = Button(), account_of(account_id)
    if form.submitted_to(second_factor.reset, account.id, by=current_user.id):
        return _done(_("The second factor of %(email)s is gone. A letter tells them.", email=account.email))
    return _shown(form)


def _done(sentence: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for(".team"), 303)


def _shown(form: PageForm, of: UUID | None = None) -> ResponseReturnValue:
    """The page, with what is wrong with the form that was sent.

    Args:
        form: as it was sent.
        of: the account it is about, where it is its role's.
    """
    inviting_form = form if isinstance(form, InviteForm) else InviteForm(formdata=None)
    page = {"form": form, "invite": inviting_form, "wrong": of, "trusted_with": TRUSTED_WITH}
    return render_template("team/team.html", team=queries.team(), **page), form.status
