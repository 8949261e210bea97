"""The door of the staff: signing in, the first link, leaving."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from leadgate.foundation.keys.tokens import TokenExpired, TokenInvalid
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.forms import PageForm
from leadgate.foundation.web.ways import own_path
from leadgate.staff import door, proof, queries
from leadgate.staff.actions import proving, sessions, ways_in
from leadgate.staff.errors import StaffLinkUsed, WayInOver
from leadgate.staff.forms import ProofForm, RecoveryCodeForm, SecondFactorForm, StaffSignInForm
from leadgate.staff.room import OWN_ACCOUNT

pages = Blueprint("staff", __name__)


@pages.get("/staff", strict_slashes=False)
@allow(PUBLIC)
def entrance() -> ResponseReturnValue:
    """To the first page of the staff, or to its door."""
    return redirect(door.home() if current_user.is_authenticated else url_for("staff.sign_in"), 303)


@pages.route("/staff/sign-in", methods=["GET", "POST"])
@allow(PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Sign in with address and password."""
    form = StaffSignInForm()
    if form.submitted_to(sessions.sign_in, form.email.data or "", form.password.data or "", door.arrival()):
        return door.let_in(form.answer, request.args.get("next"))
    return render_template("staff/sign_in.html", form=form, is_ownerless=not queries.anybody()), form.status


@pages.route("/staff/sign-in/code", methods=["GET", "POST"])
@allow(PUBLIC)
def second_step() -> ResponseReturnValue:
    """The second factor, after the password or the link."""
    try:
        half = door.half_in()
    except (TokenInvalid, TokenExpired):
        return redirect(url_for("staff.sign_in", next=request.args.get("next")), 303)
    asks, code = queries.second_step_of(half.account_id), request.form.get("code", "")
    form = SecondFactorForm() if asks.has_app else RecoveryCodeForm()
    if form.submitted_to(proving.sign_in_with_code, half.account_id, code, door.arrival(), by_link=half.by_link):
        return door.let_in(form.answer, request.args.get("next"))
    return render_template("staff/second_step.html", form=form, asks=asks), form.status


@pages.route("/staff/welcome/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def welcome(token: str) -> ResponseReturnValue:
    """Sign in with a one-time link; looking at it does not use it up."""
    form = PageForm()
    if form.submitted_to(sessions.sign_in_with_link, token, door.arrival()):
        return door.let_in(form.answer)
    if not queries.is_link_open(token):
        form.refuse(StaffLinkUsed())
    return render_template("staff/welcome.html", form=form), form.status


@pages.route("/staff/way-in/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def way_in(token: str) -> ResponseReturnValue:
    """Let this browser be known, by the link of a letter; that signs nobody in, and looking at it does nothing."""
    form = PageForm()
    if form.submitted_to(ways_in.make_known, token):
        flash(_("This browser is known for your account now, so strangers cannot keep you out of it. Please sign in."))
        return door.remembered(redirect(url_for("staff.sign_in"), 303), form.answer)
    if not queries.is_way_in_open(token):
        form.refuse(WayInOver())
    return render_template("staff/way_in.html", form=form), form.status


@pages.route("/staff/prove", methods=["GET", "POST"])
@allow(OWN_ACCOUNT)
def prove() -> ResponseReturnValue:
    """Show who sits there, before a page that can only be fetched."""
    form = ProofForm()
    if proof.is_shown(form):
        return redirect(own_path(request.args.get("next")) or door.home(), 303)
    return render_template("staff/prove.html", form=form, typed=[]), form.status


@pages.get("/.well-known/change-password")
@allow(PUBLIC)
def change_password() -> ResponseReturnValue:
    """Where staff change their password."""
    return redirect(url_for("staff_own.password"), 302)


@pages.post("/staff/sign-out")
@allow(OWN_ACCOUNT)
def sign_out() -> ResponseReturnValue:
    """Leave, on the server too, however old the page is: the edge has refused what other sites send."""
    sessions.sign_out(current_user.session_id)
    logout_user()
    onward = "staff_openid.signed_out" if session.get(door.ELSEWHERE) else "staff.sign_in"
    session.clear()
    flash(_("You are signed out."))
    response = redirect(url_for(onward), 303)
    # Not the cookies: that this browser is known is what keeps strangers from locking its owner out.
    response.headers["Clear-Site-Data"] = '"storage"'
    return response
