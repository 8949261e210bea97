"""What the privacy office does with the record of choices: batches and their proofs, one receipt, the signal."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from leadgate.cookie_choices import figures, queries, receipts
from leadgate.cookie_choices.forms import NumberForm
from leadgate.cookie_choices.room import PROVE
from leadgate.foundation.permissions import allow
from leadgate.verifier.reading import written

pages = Blueprint("cookie_office", __name__, url_prefix="/office/cookies")
SHOWN = 50


@pages.route("", methods=["GET", "POST"])
@allow(PROVE)
def index() -> ResponseReturnValue:
    """The newest batches, the signal on each site, and the receipt of a number somebody presents."""
    form = NumberForm()
    if form.submitted_to(queries.site_of_choice, form.number.data or ""):
        return redirect(url_for("cookie_choices.receipt", site=form.answer, number=form.number.data), 303)
    page = {"batches": queries.closed_batches(SHOWN), "signals": figures.signals()}
    return render_template("cookie_choices/office.html", form=form, **page), form.status


@pages.get("/batches/<int:batch>.json")
@allow(PROVE)
def batch(batch: int) -> Response:
    """The proof of a batch: its root, its entry, and the way from there to a signed root."""
    content = written(receipts.of_batch(queries.closed_batch(batch)))
    named = {"Content-Disposition": f'attachment; filename="cookie-batch-{batch}.json"'}
    return Response(content, mimetype="application/json", headers=named)
