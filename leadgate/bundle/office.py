"""Proofs, for owner and officer: the checkpoint, verifying the ledger, receipts of one person, the auditor's bundle."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from leadgate.bundle.actions import handing_out as bundles
from leadgate.bundle.forms import ReceiptsForm
from leadgate.bundle.room import PROVE, RECEIPT_LOOK
from leadgate.consent.actions import proving
from leadgate.foundation import clock, languages
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.privacy import access_log
from leadgate.foundation.web.forms import Button, PageForm
from leadgate.ledger import checkpoints
from leadgate.ledger import queries as ledger
from leadgate.ledger.actions import handing_out
from leadgate.runs import queries as runs
from leadgate.runs.actions import asking
from leadgate.verifier.reading import written

pages = Blueprint("proofs", __name__, url_prefix="/office/proofs")


@pages.get("")
@allow(PROVE)
def index() -> ResponseReturnValue:
    """What the ledger says of itself, and what can be handed out."""
    return _shown(Button())


def _shown(form: PageForm) -> ResponseReturnValue:
    witnesses = [(url, ledger.witness_state(key)) for url, key in installation().settings.witnesses]
    known = {"seal": ledger.last_seal(), "stamp": ledger.last_stamp(), "witnesses": witnesses}
    work = {"verified": runs.newest(bundles.VERIFIES), "bundle": runs.newest(bundles.MAKES)}
    typed = form if isinstance(form, ReceiptsForm) else ReceiptsForm(formdata=None)
    told = {"checkpoint": checkpoints.newest(), "log_key": checkpoints.log_key(), "place": checkpoints.PLACE}
    return render_template("bundle/proofs.html", form=form, receipts=typed, **told, **known, **work), form.status


@pages.post("/checkpoint")
@allow(PROVE)
def checkpoint() -> ResponseReturnValue:
    """Seal what is new, and sign what the ledger is now."""
    form = Button()
    if form.submitted_to(handing_out.make_checkpoint, by=current_user.id):
        flash(_("The checkpoint is made. Keep a copy where nobody here can reach it."))
        return redirect(url_for(".index"), 303)
    return _shown(form)


@pages.post("/verification")
@allow(PROVE)
def verify() -> ResponseReturnValue:
    """Have a worker verify the whole ledger."""
    return _asked_for(bundles.VERIFIES)


@pages.post("/bundle")
@allow(PROVE)
@after_proof
def make_bundle() -> ResponseReturnValue:
    """Have a worker make the auditor's bundle."""
    return _asked_for(bundles.MAKES)


def _asked_for(kind: str) -> ResponseReturnValue:
    form = Button()
    if form.submitted_to(asking.ask, kind, language=languages.of_request(), by=current_user.id):
        return redirect(url_for(".index"), 303)
    return _shown(form)


@pages.post("/bundle/<uuid:run_id>")
@allow(PROVE)
@after_proof
def take_bundle(run_id: UUID) -> ResponseReturnValue:
    """Take a bundle away, once."""
    form = Button()
    if form.submitted_to(bundles.take, run_id, by=current_user.id):
        return _file(form.answer, f"bundle-{clock.now():%Y-%m-%d}.zip", "application/zip")
    return _shown(form)


@pages.post("/receipts")
@allow(PROVE)
@after_proof
def receipts() -> ResponseReturnValue:
    """Take the receipts of a person away, or one of them; the look is on record."""
    form = ReceiptsForm()
    if form.submitted_to(_receipts, form):
        return _file(form.answer, "receipts.jsonld", "application/ld+json")
    return _shown(form)


def _receipts(form: ReceiptsForm) -> str:
    person = proving.whose(form.email.data or "")
    document = proving.receipts_of(person, form.which())
    access_log.record(RECEIPT_LOOK, [person], by=current_user)
    return written(document)


def _file(content: Any, name: str, kind: str) -> Response:
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
