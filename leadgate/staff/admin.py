"""What the owner does with the accounts of others."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web.forms import Button
from leadgate.staff import queries
from leadgate.staff.access import account_of
from leadgate.staff.actions import second_factor
from leadgate.staff.room import MANAGE_ACCOUNTS

pages = Blueprint("staff_admin", __name__)


@pages.get("/admin/team")
@allow(MANAGE_ACCOUNTS)
def team() -> ResponseReturnValue:
    """Who works here, and who has a second factor."""
    return _shown(Button())


@pages.post("/admin/team/<uuid:account_id>/reset-second-factor")
@allow(MANAGE_ACCOUNTS)
@after_proof
def reset_second_factor(account_id: UUID) -> ResponseReturnValue:
    """Take a lost second factor from an account."""
    form, account = Button(), account_of(account_id)
    if form.submitted_to(second_factor.reset, account.id, by=current_user.id):
        flash(_("The second factor of %(email)s is gone. A letter tells them.", email=account.email))
        return redirect(url_for("staff_admin.team"), 303)
    return _shown(form)


def _shown(form: Button) -> ResponseReturnValue:
    return render_template("staff/team.html", team=queries.team(), form=form), form.status
