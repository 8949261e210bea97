"""A person's own page: what they may download, and the proof of what they agreed to."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from leadgate.assets import queries
from leadgate.assets.actions import correcting
from leadgate.assets.links import ready_token
from leadgate.consent import receipt_check, receipts
from leadgate.consent.actions import answering, pacing, preferring
from leadgate.consent.choices import choices_of, to_be_asked_about
from leadgate.erasure.actions import erasing
from leadgate.erasure.room import ERASURE
from leadgate.foundation import languages
from leadgate.foundation.forms import TokenButton
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.people import browser
from leadgate.people import queries as people

pages = Blueprint("me", __name__)


@pages.get("/me")
@allow(PUBLIC)
def overview() -> ResponseReturnValue:
    """Downloads and consents of whoever is signed in."""
    person = browser.person()
    if person is None:
        return redirect(url_for("people.sign_in"), 303)
    held = [(one, ready_token(one.grant_id)) for one in queries.held_by(person.id)]
    choices = choices_of(person.id, languages.of_request())
    asked = to_be_asked_about(person.id, choices)
    page = {"held": held, "choices": choices, "asked": asked, "restricted": people.is_restricted(person.id)}
    return render_template("assets/me.html", address=people.address_of(person.id), **page)


@pages.post("/me/consent")
@allow(PUBLIC)
def consent_changed() -> ResponseReturnValue:
    """Say yes or no to one purpose, at once, or set its pace; no question that must be answered."""
    person, slug = browser.person(), request.form.get("purpose", "")
    if person and request.form.get("answer") == "yes":
        answering.give_by_name(person.id, slug, request.form.get("notice", ""), method="own-page")
    elif person and "every_days" in request.form:
        often, pause = (request.form.get(name, 0, type=int) for name in ("every_days", "paused_days"))
        pacing.set_pace(person.id, slug, every_days=often, paused_days=pause)
    elif person:
        answering.withdraw_by_name(person.id, slug, method="own-page")
    return redirect(url_for(".overview"), 303)


@pages.post("/me/preferences")
@allow(PUBLIC)
def preferred() -> ResponseReturnValue:
    """Send more or less of something from now on, and do not ask again."""
    person = browser.person()
    if person:
        wishes = {name.removeprefix("wish."): wish for name, wish in request.form.items() if name.startswith("wish.")}
        preferring.prefer(person.id, wishes)
    return redirect(url_for(".overview"), 303)


@pages.route("/me/answers/<uuid:grant>", methods=["GET", "POST"])
@allow(PUBLIC)
def answers(grant: UUID) -> ResponseReturnValue:
    """Correct what was once answered."""
    person, form = browser.person(), TokenButton()
    if person is None:
        return redirect(url_for("people.sign_in"), 303)
    if form.submitted_to(correcting.correct, grant, request.form.to_dict(), by=person.id):
        return redirect(url_for(".overview"), 303)
    return render_template("assets/answers.html", form=form, answered=queries.answers_of(grant, person.id)), form.status


@pages.route("/me/delete", methods=["GET", "POST"])
@allow(PUBLIC)
def delete() -> ResponseReturnValue:
    """Delete everything that is kept of whoever is signed in."""
    person, form = browser.person(), TokenButton()
    if person is None:
        return redirect(url_for("people.sign_in"), 303)
    if form.submitted_to(erasing.leave, person.id):
        link = installation().tokens.make(ERASURE, form.answer)
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
