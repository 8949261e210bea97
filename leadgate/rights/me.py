"""What a person can see and take away on their own page."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from leadgate.foundation import register
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.ledger import queries as ledger
from leadgate.people import browser
from leadgate.rights import queries
from leadgate.rights.access import follow_token
from leadgate.rights.actions import exporting
from leadgate.rights.forms import ExportDigits

pages = Blueprint("rights_me", __name__)


@pages.get("/me/data")
@allow(PUBLIC)
def data() -> ResponseReturnValue:
    """Everything kept, in plain words, and why."""
    person = browser.person()
    if person is None:
        return redirect(url_for("people.sign_in"), 303)
    why = {(row["table"], row["column"]): row for row in register.records_of_processing()}
    looks = ledger.looks_at(person.id)
    return render_template("rights/data.html", found=register.export_of(person.id), why=why, looks=looks)


@pages.route("/me/export", methods=["GET", "POST"])
@allow(PUBLIC)
def export() -> ResponseReturnValue:
    """Everything as one file, after a second proof from the inbox."""
    person, form = browser.person(), ExportDigits()
    if person is None:
        return redirect(url_for("people.sign_in"), 303)
    if request.form.get("send") and form.submitted_to(exporting.send_code, person.id):
        return redirect(url_for(".export", sent=1), 303)
    if not request.form.get("send") and form.submitted_to(exporting.export, person.id, form.code.data or ""):
        headers = {"Content-Disposition": 'attachment; filename="my-data.zip"', "Cache-Control": "no-store"}
        return Response(form.answer, mimetype="application/zip", headers=headers)
    return render_template("rights/export.html", form=form, sent="sent" in request.args), form.status


@pages.get("/me/requests")
@allow(PUBLIC)
def requests() -> ResponseReturnValue:
    """What the person has asked for, and where it stands."""
    person = browser.person()
    if person is None:
        return redirect(url_for("people.sign_in"), 303)
    mine = [(shown, follow_token(shown.row.id)) for shown in queries.requests_of(person.id)]
    return render_template("rights/mine.html", mine=mine)
