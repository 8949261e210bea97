"""A person's own page: what they agreed to, everything kept about them, the proof, the file, and the way out.

What single rooms hold for somebody they show in their slots: `me` for what is on the page, `my-data` for one more line
among what can be done with the data.
"""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from leadgate.consent import receipts
from leadgate.consent.actions import answering, pacing, preferring
from leadgate.consent.choices import choices_of, to_be_asked_about
from leadgate.erasure.actions import erasing
from leadgate.erasure.queries import left_of
from leadgate.erasure.room import ERASURE
from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.forms import TokenButton
from leadgate.ledger import queries as ledger
from leadgate.people import browser
from leadgate.people import queries as people
from leadgate.people.actions import changing_address
from leadgate.portal.actions import exporting
from leadgate.portal.forms import ExportDigits
from leadgate.portal.own_data import own_data
from leadgate.standing.queries import standing_of
from leadgate.verifier.reading import written

pages = Blueprint("me", __name__)


@pages.get("/me")
@allow(PUBLIC)
@browser.own_page
def overview(person_id: UUID) -> str:
    """Who is signed in, what may be done with their data, and what the rooms hold for them."""
    choices = choices_of(person_id, languages.of_request())
    asked = to_be_asked_about(person_id, choices)
    page = {"address": people.address_of(person_id), "change": changing_address.waiting(person_id)}
    asking = {"choices": choices, "asked": asked, "wishes": preferring.Wish}
    return render_template("portal/me.html", stands=standing_of(person_id), **page, **asking)


@pages.post("/me/consent")
@allow(PUBLIC)
@browser.own_page
def consent_changed(person_id: UUID) -> ResponseReturnValue:
    """Say yes or no to one purpose, at once, or set its pace; no question that must be answered."""
    slug = request.form.get("purpose", "")
    answer = request.form.get("answer")
    if answer == "yes":
        answering.give_by_name(person_id, slug, request.form.get("notice", ""), method="own-page")
    elif "every_days" in request.form:
        often, pause = (request.form.get(name, 0, type=int) for name in ("every_days", "paused_days"))
        pacing.set_pace(person_id, slug, every_days=often, paused_days=pause)
    elif answer == "no":
        answering.withdraw_by_name(person_id, slug, method="own-page")
    return redirect(url_for(".overview", changed=slug, answer=answer or "pace"), 303)


@pages.post("/me/address/withdrawal")
@allow(PUBLIC)
@browser.own_page
def keep_address(person_id: UUID) -> ResponseReturnValue:
    """End the change of address one has asked for."""
    changing_address.take_back(person_id)
    return redirect(url_for(".overview", ended="address"), 303)


@pages.post("/me/preferences")
@allow(PUBLIC)
@browser.own_page
def preferred(person_id: UUID) -> ResponseReturnValue:
    """Send more or less of something from now on, and do not ask again."""
    wishes = {name.removeprefix("wish."): wish for name, wish in request.form.items() if name.startswith("wish.")}
    preferring.prefer(person_id, wishes)
    return redirect(url_for(".overview", changed="wishes"), 303)


@pages.get("/me/data")
@allow(PUBLIC)
@browser.own_page
def data(person_id: UUID) -> str:
    """Everything kept, in plain words, and why."""
    found, looks = own_data(person_id, languages.of_request()), ledger.looks_at(person_id)
    return render_template("portal/data.html", found=found, looks=looks)


@pages.route("/me/export", methods=["GET", "POST"])
@allow(PUBLIC)
@browser.own_page
def export(person_id: UUID) -> ResponseReturnValue:
    """Everything as one file, after a second proof from the inbox."""
    form = ExportDigits()
    if request.form.get("send") and form.submitted_to(exporting.send_code, person_id):
        return redirect(url_for(".export", sent=1), 303)
    if not request.form.get("send") and form.submitted_to(exporting.export, person_id, form.code.data or ""):
        headers = {"Content-Disposition": 'attachment; filename="my-data.zip"', "Cache-Control": "no-store"}
        return Response(form.answer, mimetype="application/zip", headers=headers)
    return render_template("portal/export.html", form=form, sent="sent" in request.args), form.status


@pages.get("/me/receipts")
@allow(PUBLIC)
@browser.own_page
def my_receipts(person_id: UUID) -> Response:
    """Every consent receipt, with its proof."""
    text = written(receipts.receipts_of(person_id))
    headers = {"Content-Disposition": 'attachment; filename="consent-receipts.jsonld"'}
    return Response(text, mimetype="application/ld+json", headers=headers)


@pages.route("/me/delete", methods=["GET", "POST"])
@allow(PUBLIC)
@browser.own_page
def delete(person_id: UUID) -> ResponseReturnValue:
    """Delete everything that is kept of whoever is signed in."""
    form = TokenButton()
    if form.submitted_to(erasing.leave, person_id):
        link = installation().tokens.make(ERASURE, form.answer)
        return browser.let_go(redirect(url_for("erasure.progress", token=link), 303))
    return render_template("portal/delete.html", form=form, left=left_of(person_id)), form.status
