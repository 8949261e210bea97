"""A person's own page: what they may download, and the proof of what they agreed to."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from leadgate.assets import queries
from leadgate.assets.links import ready_token
from leadgate.consent import queries as consent
from leadgate.consent import receipt_check, receipts
from leadgate.consent.actions import answering
from leadgate.erasure.actions import erasing
from leadgate.erasure.models import Why
from leadgate.foundation import languages
from leadgate.foundation.forms import TokenButton
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.tokens import Act
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
    stands = {"standings": consent.standings([person.id])[person.id], "titles": consent.titles(languages.of_request())}
    return render_template("assets/me.html", held=held, **stands)


@pages.post("/me/consent")
@allow(PUBLIC)
def consent_ended() -> ResponseReturnValue:
    """End one purpose, at once, without a question."""
    if person := browser.person():
        answering.withdraw_by_name(person.id, request.form.get("purpose", ""), method="own-page")
    return redirect(url_for(".overview"), 303)


@pages.route("/me/delete", methods=["GET", "POST"])
@allow(PUBLIC)
def delete() -> ResponseReturnValue:
    """Delete everything that is kept of whoever is signed in."""
    person, form = browser.person(), TokenButton()
    if person is None:
        return redirect(url_for("people.sign_in"), 303)
    if form.submitted_to(erasing.erase, person.id, why=Why.PERSON):
        link = installation().tokens.make(Act.ERASURE, form.answer)
        return browser.let_go(redirect(url_for("erasure.progress", token=link), 303))
    return render_template("people/delete.html", form=form), form.status


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
