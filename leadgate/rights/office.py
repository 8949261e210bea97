"""The office: what is due, each request with every step and its proof, and what is kept how long."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.erasure import queries as erasure
from leadgate.foundation import clock
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.privacy import access_log
from leadgate.foundation.web.bodies import takes
from leadgate.foundation.web.forms import Button
from leadgate.rights import accountability, processing, queries
from leadgate.rights.access import by_number
from leadgate.rights.actions import deciding, fulfilling, holding_by_address, taking_down
from leadgate.rights.forms import MANDATE_BYTES, Decide, PlaceHold, TakeDownRequest
from leadgate.rights.room import DECIDE, RECORDS, REQUEST_LOOK, SEE

pages = Blueprint("office", __name__, url_prefix="/office")
AS_FILE = {"Content-Disposition": "attachment; filename=mandate"}
SILENT_AFTER = timedelta(days=14)


@pages.get("")
@allow(SEE)
def index() -> ResponseReturnValue:
    """What is due, soonest first, and what else waits for somebody to look."""
    return _due(PlaceHold())


def _due(form: PlaceHold) -> ResponseReturnValue:
    silent = erasure.unanswered(clock.now() - SILENT_AFTER)
    page = {"requests": queries.open_requests(), "holds": erasure.holds(only_active=True), "silent": silent}
    return render_template("rights/office.html", form=form, **page), form.status


@pages.get("/closed")
@allow(SEE)
def closed() -> str:
    """What was answered."""
    return render_template("rights/office_closed.html", requests=queries.closed_requests())


@pages.route("/requests/new", methods=["GET", "POST"])
@allow(DECIDE)
@takes(lambda: MANDATE_BYTES + 100_000)
@after_proof
def take_down() -> ResponseReturnValue:
    """Open a request that came by letter, by telephone or over the counter."""
    form = TakeDownRequest()
    by, language = current_user.id, form.language.data or ""
    if form.submitted_to(lambda: taking_down.take_down(form.asked(), form.came(), language=language, by=by)):
        return redirect(url_for(".one", request_id=form.answer), 303)
    return render_template("rights/office_take_down.html", form=form), form.status


@pages.route("/requests/<uuid:request_id>", methods=["GET", "POST"])
@allow(SEE)
def one(request_id: UUID) -> ResponseReturnValue:
    """One request with every step; every look is on the record."""
    _note_look(request_id)
    return render_template("rights/office_request.html", shown=by_number(request_id), form=Decide())


@pages.post("/requests/<uuid:request_id>/<any(fulfil, refuse, extend, ask, remark, check):act>")
@allow(DECIDE)
@after_proof
def decide(request_id: UUID, act: str) -> ResponseReturnValue:
    """Fulfil, refuse, extend, ask back, write something down, or say how it was checked who may act for a child."""
    form = Decide()
    words, by = form.words.data or "", current_user.id
    acts = {
        "fulfil": lambda: fulfilling.fulfil(request_id, by=by, words=words),
        "refuse": lambda: deciding.refuse(request_id, form.reason.data or "", words, by=by),
        "extend": lambda: deciding.extend(request_id, words, by=by),
        "ask": lambda: deciding.ask(request_id, words, by=by, pausing=form.pausing.data),
        "check": lambda: deciding.check(request_id, words, by=by),
        "remark": lambda: deciding.remark(request_id, words, by=by),
    }
    if form.submitted_to(acts[act]):
        return redirect(url_for(".one", request_id=request_id), 303)
    return render_template("rights/office_request.html", shown=by_number(request_id), form=form), form.status


@pages.get("/requests/<uuid:request_id>/mandate")
@allow(SEE)
def mandate(request_id: UUID) -> ResponseReturnValue:
    """The document by which an agent says they act for somebody."""
    _note_look(request_id)
    return Response(queries.mandate_of(request_id), mimetype="application/octet-stream", headers=AS_FILE)


@pages.get("/accountability")
@allow(RECORDS)
def accounts() -> str:
    """Each duty, what enforces it, how it stands now, and the test that proves it."""
    return render_template("rights/accountability.html", claims=accountability.standing())


@pages.get("/records")
@allow(RECORDS)
def records() -> str:
    """Records of processing (GDPR art. 30), made from the register."""
    return render_template("rights/records.html", activities=processing.activities(), processors=erasure.processors())


@pages.get("/records.csv")
@allow(RECORDS)
def records_csv() -> Response:
    """The same, column by column, as CSV."""
    headers = {"Content-Disposition": 'attachment; filename="records-of-processing.csv"'}
    return Response(processing.as_csv(), mimetype="text/csv", headers=headers)


@pages.post("/holds")
@allow(DECIDE)
@after_proof
def hold() -> ResponseReturnValue:
    """Keep a person's data, or one kind of it, from erasure and expiry."""
    form = PlaceHold()
    asked = form.email.data or "", form.reason.data or ""
    if form.submitted_to(holding_by_address.place_hold, *asked, kind=form.kind.data, by=current_user.id):
        return redirect(url_for(".index"), 303)
    return _due(form)


@pages.post("/holds/<uuid:hold_id>/lift")
@allow(DECIDE)
@after_proof
def lift(hold_id: UUID) -> ResponseReturnValue:
    """Lift a hold; what it had stopped goes on by itself."""
    Button().submitted_to(holding_by_address.lift_hold, hold_id, by=current_user.id)
    return redirect(request.referrer or url_for(".index"), 303)


def _note_look(request_id: UUID) -> None:
    row = by_number(request_id).row
    # The trail does not say which request: the look at its person stands in the ledger at the same moment.
    access_log.record(REQUEST_LOOK, [row.person_id or row.id], by=current_user)
