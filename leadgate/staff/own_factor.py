"""Where members of staff set up their second factor."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web import qr
from leadgate.foundation.web.forms import Button, PageForm
from leadgate.staff import door, queries
from leadgate.staff.actions import second_factor
from leadgate.staff.forms import NewPasskeyForm, SecondFactorForm
from leadgate.staff.room import OWN_ACCOUNT

pages = Blueprint("staff_factor", __name__)


@pages.route("/staff/second-factor", methods=["GET", "POST"])
@allow(OWN_ACCOUNT)
@after_proof
def own() -> ResponseReturnValue:
    """Whether there is one; the QR code of a new app, and its first code."""
    form = SecondFactorForm()
    if form.submitted_to(second_factor.confirm, current_user.id, form.code.data or "", current_user.session_id):
        flash(_set_up_again() if current_user.has_factor else _("Your app is set up: each sign-in asks for its code."))
        return render_template("staff/recovery_codes.html", codes=form.answer)
    return shown(form)


def _set_up_again() -> str:
    return str(_("Your app is set up. Codes of an earlier app and earlier recovery codes work no longer."))


def shown(form: PageForm, new_passkey: NewPasskeyForm | None = None) -> ResponseReturnValue:
    """The page with everything that counts as a second factor.

    Args:
        form: what was sent: its status is the page's.
        new_passkey: the form for one, when that was sent.
    """
    app = queries.app_to_set_up(current_user)
    return render_template(
        "staff/second_factor.html",
        confirming=form if isinstance(form, SecondFactorForm) else SecondFactorForm(formdata=None),
        form=form,
        plain=Button(formdata=None),
        app=app,
        held=queries.is_held_to_factor(current_user),
        drawn=qr.drawn(app.uri) if app else "",
        left=queries.recovery_codes_left(current_user.id),
        passkeys=queries.passkeys_of(current_user.id),
        new_passkey=new_passkey or NewPasskeyForm(formdata=None, name=door.arrival().browser),
    ), form.status


@pages.post("/staff/second-factor/begin")
@allow(OWN_ACCOUNT)
@after_proof
def begin() -> ResponseReturnValue:
    """Begin to set up an app, in the place of an earlier one."""
    form = Button()
    if form.submitted_to(second_factor.begin, current_user.id):
        return redirect(url_for("staff_factor.own"), 303)
    return shown(form)


@pages.post("/staff/second-factor/recovery-codes")
@allow(OWN_ACCOUNT)
@after_proof
def renew_recovery_codes() -> ResponseReturnValue:
    """New recovery codes in the place of the earlier ones."""
    form = Button()
    if current_user.has_factor and form.submitted_to(
        second_factor.renew_recovery_codes, current_user.id, current_user.session_id
    ):
        flash(_("You have new recovery codes. The earlier ones work no longer."))
        return render_template("staff/recovery_codes.html", codes=form.answer)
    return redirect(url_for("staff_factor.own"), 303)
