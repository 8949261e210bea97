"""A person's way in: asking for a link, using it, leaving."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web import client
from leadgate.foundation.web.forms import TokenButton
from leadgate.foundation.web.onward import lead_back, wanted
from leadgate.foundation.web.ways import own_path
from leadgate.people import browser
from leadgate.people.actions import signing_in
from leadgate.people.forms import SignInForm
from leadgate.people.verification import public as verification
from leadgate.people.verifications import SIGN_IN

pages = Blueprint("people", __name__)


@pages.route("/me/sign-in", methods=["GET", "POST"])
@allow(PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Ask for a link, or come with one."""
    if token := request.values.get("token"):
        return _with_link(token)
    if request.method == "GET" and browser.reader():
        return redirect(own_path(request.args.get("next")) or browser.home(), 303)
    form = SignInForm()
    if form.submitted_to(signing_in.ask_for_link, form.email.data or "", client.network()):
        return lead_back(redirect(url_for("people.link_sent"), 303), request.args.get("next"), 2 * SIGN_IN.link_lasts)
    return render_template("people/sign_in.html", form=form), form.status


def _with_link(token: str) -> ResponseReturnValue:
    # The GET shows a button only: a mail scanner that opens the link must not use it up, or be signed in.
    if request.method == "GET":
        return render_template("people/sign_in_button.html", token=token, form=TokenButton())
    return verification.link_pressed(SIGN_IN, token)


def let_in(opened: UUID) -> Response:
    """Onward, signed in: to the page that was wanted, else to one's own."""
    return browser.hold(redirect(wanted() or browser.home(), 303), opened)


@pages.get("/me/link-sent")
@allow(PUBLIC)
def link_sent() -> str:
    """Where to look next; says the same to everybody."""
    return render_template("people/link_sent.html")


@pages.post("/me/sign-out")
@allow(PUBLIC)
def sign_out() -> Response:
    """Leave."""
    if held := browser.session_id():
        signing_in.sign_out(held)
    return browser.let_go(redirect(url_for("people.sign_in"), 303))
