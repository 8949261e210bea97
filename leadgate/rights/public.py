"""Privacy requests without an account: asking, proving, following, answering back."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from leadgate.foundation import languages
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web import client
from leadgate.foundation.web.bodies import takes
from leadgate.people.verification import public as verification
from leadgate.rights.access import by_link, follow_token, outcome
from leadgate.rights.actions import deciding, receiving, verifying
from leadgate.rights.forms import MANDATE_BYTES, AskForRight, RequestReplyForm
from leadgate.rights.room import REQUEST_MANDATE, REQUEST_PROOF
from leadgate.rights.verifications import MANDATE, PRIVACY_REQUEST

pages = Blueprint("rights", __name__)


@pages.route("/privacy/request", methods=["GET", "POST"])
@allow(PUBLIC)
@takes(lambda: MANDATE_BYTES + 100_000)
def ask() -> ResponseReturnValue:
    """Ask for what the law gives, with or without an account."""
    form = AskForRight(right=request.args.get("right"))
    options = {"language": languages.of_request(), "network": client.network()}
    if form.submitted_to(lambda: receiving.receive(form.asked(), **options)):
        return redirect(url_for(".sent"), 303)
    return render_template("rights/ask.html", form=form), form.status


@pages.get("/privacy/request/sent")
@allow(PUBLIC)
def sent() -> str:
    """What happens next; says the same to everybody."""
    return render_template("rights/sent.html")


@pages.route("/privacy/request/prove/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def prove(token: str) -> ResponseReturnValue:
    """Prove the mailbox a request came from: one button; looking changes nothing."""
    shown = by_link(token, REQUEST_PROOF)
    return verification.link_pressed(PRIVACY_REQUEST, token, shown=shown)


def to_request(request: UUID) -> Response:
    """Onward to the page of one's request."""
    return redirect(url_for("rights.follow", token=follow_token(request)), 303)


@pages.route("/privacy/request/mandate/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def mandate(token: str) -> ResponseReturnValue:
    """Say that somebody acts for oneself: one button for yes, one for no; looking changes nothing."""
    shown = by_link(token, REQUEST_MANDATE)
    return verification.link_pressed(MANDATE, token, shown=shown)


def mandate_taken(_request: UUID) -> str:
    """What happens next."""
    return render_template("rights/mandate_confirmed.html")


@pages.post("/privacy/request/mandate/<token>/no")
@allow(PUBLIC)
def deny_mandate(token: str) -> str:
    """Say that nobody acts for oneself: the request ends."""
    verifying.deny_mandate(by_link(token, REQUEST_MANDATE).row.id)
    return render_template("rights/mandate_denied.html")


@pages.route("/privacy/requests/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def follow(token: str) -> ResponseReturnValue:
    """Everything about one request, for whoever holds its link; a reply goes to the officer."""
    form = RequestReplyForm()
    if form.submitted_to(deciding.reply, by_link(token).row.id, form.words.data or ""):
        return redirect(url_for(".follow", token=token), 303)
    shown = by_link(token)
    return render_template("rights/follow.html", shown=shown, form=form, token=token, **outcome(shown)), form.status


@pages.post("/privacy/requests/<token>/withdrawal")
@allow(PUBLIC)
def take_back(token: str) -> ResponseReturnValue:
    """Take a request back."""
    deciding.withdraw(by_link(token).row.id)
    return redirect(url_for(".follow", token=token), 303)
