"""Passkeys: what a browser asks an authenticator with, the sign-in with one, and those of one's own account."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from leadgate.foundation.permissions import PUBLIC, after_proof, allow
from leadgate.foundation.web.forms import Button
from leadgate.staff import door, own_factor, queries
from leadgate.staff.actions import passkeys, proving
from leadgate.staff.challenges import answered, challenge
from leadgate.staff.forms import NewPasskeyForm, PasskeyForm, RecoveryCodeForm, SecondFactorForm, StaffSignInForm
from leadgate.staff.room import OWN_ACCOUNT

pages = Blueprint("staff_passkeys", __name__)


@pages.get("/staff/sign-in/passkey/options")
@allow(PUBLIC)
def options_at_the_door() -> ResponseReturnValue:
    """With which question a passkey signs in here; of any account, until a password says of which."""
    half = door.half_or_nobody()
    asked = challenge("door", half.account_id if half else passkeys.NOBODY)
    return _options(passkeys.options_to_use(half.account_id if half else None, asked))


@pages.post("/staff/sign-in/passkey")
@allow(PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Sign in with a passkey, or with one after the password."""
    form, half = PasskeyForm(), door.half_or_nobody()
    answer = answered("door", form.credential.data)
    if form.submitted_to(proving.sign_in_with_passkey, answer, half, door.arrival()):
        return door.let_in(form.answer, request.args.get("next"))
    if half is None:
        return render_template("staff/sign_in.html", form=StaffSignInForm(formdata=None), refused=form), form.status
    asks = queries.second_step_of(half.account_id)
    around = SecondFactorForm(formdata=None) if asks.has_app else RecoveryCodeForm(formdata=None)
    return render_template("staff/second_step.html", form=around, asks=asks, refused=form), form.status


@pages.get("/staff/prove/passkey/options")
@allow(OWN_ACCOUNT)
def options_to_prove() -> ResponseReturnValue:
    """With which question one of somebody's own passkeys shows that it is still them."""
    asked = challenge("proof", current_user.session_id)
    return _options(passkeys.options_to_use(current_user.id, asked))


@pages.get("/staff/passkeys/options")
@allow(OWN_ACCOUNT)
def options_to_add() -> ResponseReturnValue:
    """With which question a new passkey is made."""
    asked = challenge("new", current_user.session_id)
    return _options(passkeys.options_to_add(current_user.id, asked))


@pages.post("/staff/passkeys")
@allow(OWN_ACCOUNT)
@after_proof
def add() -> ResponseReturnValue:
    """Register one; the first factor of an account comes with recovery codes."""
    form = NewPasskeyForm()
    answer = answered("new", form.credential.data)
    if not form.submitted_to(passkeys.add, current_user.id, current_user.session_id, form.name.data or "", answer):
        return own_factor.shown(form, form)
    flash(_("The passkey is added."))
    if form.answer:
        return render_template("staff/recovery_codes.html", codes=form.answer)
    return redirect(url_for("staff_factor.own"), 303)


@pages.post("/staff/passkeys/<uuid:passkey_id>/remove")
@allow(OWN_ACCOUNT)
@after_proof
def remove(passkey_id: UUID) -> ResponseReturnValue:
    """Take one away."""
    form = Button()
    if form.submitted_to(passkeys.remove, current_user.id, passkey_id, current_user.session_id):
        flash(_("The passkey is removed.") if form.answer else _("That passkey was gone already. Nothing changed."))
        return redirect(url_for("staff_factor.own"), 303)
    return own_factor.shown(form)


def _options(options: str) -> Response:
    return Response(options, mimetype="application/json")
