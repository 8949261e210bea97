"""What everybody may read about purposes, and the two ways to say no without signing in."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from leadgate.consent import queries
from leadgate.consent.actions import unsubscribing
from leadgate.foundation import languages
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.forms import TokenButton
from leadgate.foundation.web.requests import from_anywhere

pages = Blueprint("consent", __name__)


@pages.get("/privacy/purposes")
@allow(PUBLIC)
def purposes() -> str:
    """Each purpose, its wording, and how the wording grew."""
    return render_template("consent/purposes.html", history=queries.history(languages.of_request()))


@pages.route("/u/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
@from_anywhere
def unsubscribe(token: str) -> ResponseReturnValue:
    """End one purpose: one button here, or one click in the mail program (RFC 8058). Looking changes nothing."""
    about = unsubscribing.about(token, languages.of_request())
    form = TokenButton()
    if form.submitted_to(unsubscribing.unsubscribe, token, everything="everything" in request.form):
        return render_template("consent/unsubscribed.html", offer=about)
    return render_template("consent/unsubscribe.html", offer=about, form=form), form.status
