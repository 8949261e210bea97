"""Where members of staff set up their second factor."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web.forms import Button
from leadgate.staff import qr, queries
from leadgate.staff.actions import second_factor
from leadgate.staff.forms import SecondFactorForm
from leadgate.staff.room import OWN_ACCOUNT

pages = Blueprint("staff_factor", __name__)


@pages.route("/staff/second-factor", methods=["GET", "POST"])
@allow(OWN_ACCOUNT)
def own() -> ResponseReturnValue:
    """Whether there is one; the QR code of a new app, and its first code."""
    form = SecondFactorForm()
    if form.submitted_to(second_factor.confirm, current_user.id, form.code.data or ""):
        return render_template("staff/recovery_codes.html", codes=form.answer)
    app, left = queries.app_to_set_up(current_user), queries.recovery_codes_left(current_user.id)
    drawn = qr.drawn(app.uri) if app else ""
    return render_template("staff/second_factor.html", form=form, app=app, drawn=drawn, left=left), form.status


@pages.post("/staff/second-factor/begin")
@allow(OWN_ACCOUNT)
@after_proof
def begin() -> ResponseReturnValue:
    """Begin to set up an app, in the place of an earlier one."""
    form = Button()
    if form.submitted_to(second_factor.begin, current_user.id):
        return redirect(url_for("staff_factor.own"), 303)
    return own()


@pages.post("/staff/second-factor/recovery-codes")
@allow(OWN_ACCOUNT)
@after_proof
def renew_recovery_codes() -> ResponseReturnValue:
    """New recovery codes in the place of the earlier ones."""
    form = Button()
    if current_user.has_factor and form.submitted_to(second_factor.renew_recovery_codes, current_user.id):
        return render_template("staff/recovery_codes.html", codes=form.answer)
    return redirect(url_for("staff_factor.own"), 303)
