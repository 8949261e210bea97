"""A person's own page: what they may download, and the proof of what they agreed to."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from leadgate.assets import queries
from leadgate.assets.links import ready_token
from leadgate.consent import receipt_check, receipts
from leadgate.consent.queries import standings
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.people import browser

pages = Blueprint("me", __name__)


@pages.get("/me")
@allow(PUBLIC)
def overview() -> ResponseReturnValue:
    """Downloads and consents of whoever is signed in."""
    person = browser.person()
    if person is None:
        return redirect(url_for("people.sign_in"), 303)
    held = [(one, ready_token(one.grant_id)) for one in queries.held_by(person.id)]
    return render_template("assets/me.html", held=held, standings=standings([person.id])[person.id])


@pages.get("/me/receipts")
@allow(PUBLIC)
def my_receipts() -> ResponseReturnValue:
    """Every consent receipt, with its proof."""
    person = browser.person()
    if person is None:
        return redirect(url_for("people.sign_in"), 303)
    text = receipt_check.written(receipts.receipts_of(person.id))
    headers = {"Content-Disposition": 'attachment; filename="consent-receipts.jsonld"'}
    return Response(text, mimetype="application/ld+json", headers=headers)
