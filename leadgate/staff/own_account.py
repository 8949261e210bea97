"""What members of staff do with their own account: the password, and the browsers they are signed in on."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button
from leadgate.staff import door, proof, queries
from leadgate.staff.actions import accounts, sessions
from leadgate.staff.forms import ChangedPassword, NewPassword
from leadgate.staff.room import OWN_ACCOUNT

pages = Blueprint("staff_own", __name__)


@pages.route("/staff/password", methods=["GET", "POST"])
@allow(OWN_ACCOUNT)
def password() -> ResponseReturnValue:
    """Choose a password; whoever has one shows that they know it, unless a link let them in because it is lost."""
    shows_it = queries.has_to_show_password(current_user)
    if not shows_it and not current_user.by_link and (asked := proof.ask()):
        return asked
    form = ChangedPassword() if shows_it else NewPassword()
    known = form.current.data if isinstance(form, ChangedPassword) else None
    if form.submitted_to(accounts.choose_password, current_user.session_id, form.password.data or "", known):
        flash(_("Your new password is saved. All other browsers are signed out."))
        return redirect(door.home(), 303)
    return render_template("staff/password.html", form=form), form.status


@pages.get("/staff/sessions")
@allow(OWN_ACCOUNT)
def open_sessions() -> ResponseReturnValue:
    """Where one is signed in."""
    return render_template("staff/sessions.html", sessions=queries.sessions_of(current_user), form=Button())


@pages.post("/staff/sessions/<uuid:session_id>/end")
@allow(OWN_ACCOUNT)
def end_session(session_id: UUID) -> ResponseReturnValue:
    """End one of them."""
    if Button().submitted_to(sessions.end_session, session_id, of=current_user.id):
        flash(_("That browser is signed out."))
        return redirect(url_for("staff_own.open_sessions"), 303)
    return open_sessions()


@pages.post("/staff/sessions/end-others")
@allow(OWN_ACCOUNT)
def end_other_sessions() -> ResponseReturnValue:
    """End all but the one at hand."""
    if Button().submitted_to(sessions.end_other_sessions, current_user.id, keep=current_user.session_id):
        flash(_("All other browsers are signed out."))
        return redirect(url_for("staff_own.open_sessions"), 303)
    return open_sessions()
