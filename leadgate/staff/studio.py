"""The door of the staff: signing in, the first link, the password, leaving."""

from uuid import UUID

from flask import Blueprint, Flask, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user, login_user, logout_user

from leadgate.foundation import clock, limits
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web import client
from leadgate.foundation.web.forms import Button
from leadgate.foundation.web.ways import way
from leadgate.staff import queries
from leadgate.staff.actions import accounts, sessions
from leadgate.staff.forms import NewPassword, StaffSignInForm
from leadgate.staff.room import OWN_ACCOUNT

pages = Blueprint("staff", __name__)


def register_login(app: Flask) -> None:
    """Let Flask-Login know staff by their session."""
    login = LoginManager(app)
    login.session_protection = None
    login.unauthorized_handler(_to_the_door)
    login.user_loader(_behind)


def _to_the_door() -> ResponseReturnValue:
    return redirect(url_for("staff.sign_in", next=request.full_path.rstrip("?")), 303)


def _behind(held: str) -> queries.SignedIn | None:
    who = queries.behind(UUID(held))
    if who and who.seen_at < clock.now() - sessions.SEEN_EVERY:
        sessions.stay(who.session_id)
    return who


def _enter(opened: UUID, onward: str | None = None) -> ResponseReturnValue:
    session.clear()
    login_user(queries.behind(opened))
    return redirect(_own_path(onward) or _home(), 303)


def _home() -> str:
    return way("areas") or url_for("staff.password")


def _network() -> str:
    return limits.network_of(client.address())


def _own_path(path: str | None) -> str | None:
    """The path, if it is one of this site: what follows signing in is never another one."""
    safe = path and path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable()
    return path if safe else None


@pages.route("/staff/sign-in", methods=["GET", "POST"])
@allow(PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Sign in with address and password."""
    form = StaffSignInForm()
    if form.submitted_to(sessions.sign_in, form.email.data or "", form.password.data or "", _network()):
        return _enter(form.answer, request.args.get("next"))
    return render_template("staff/sign_in.html", form=form), form.status


@pages.route("/staff/welcome/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def welcome(token: str) -> ResponseReturnValue:
    """Sign in with a one-time link; looking at it does not use it up."""
    form = Button()
    if form.submitted_to(sessions.sign_in_with_link, token, _network()):
        return _enter(form.answer)
    return render_template("staff/welcome.html", form=form), form.status


@pages.route("/staff/password", methods=["GET", "POST"])
@allow(OWN_ACCOUNT)
def password() -> ResponseReturnValue:
    """Choose a password."""
    form = NewPassword()
    if form.submitted_to(
        accounts.set_password, current_user.id, form.password.data or "", keep=current_user.session_id
    ):
        return redirect(_home(), 303)
    return render_template("staff/password.html", form=form), form.status


@pages.get("/.well-known/change-password")
@allow(PUBLIC)
def change_password() -> ResponseReturnValue:
    """Where staff change their password."""
    return redirect(url_for("staff.password"), 302)


@pages.post("/staff/sign-out")
@allow(OWN_ACCOUNT)
def sign_out() -> ResponseReturnValue:
    """Leave, on the server too."""
    form = Button()
    if form.submitted_to(sessions.sign_out, current_user.session_id):
        logout_user()
    response = redirect(url_for("staff.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return response
