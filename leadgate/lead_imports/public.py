"""What somebody sees who was asked by letter: the button is the house's (`/confirm/…`), the thanks are here."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from leadgate.consent.circumstances import of_request
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.forms import TokenButton
from leadgate.lead_imports.verifications import WANTED
from leadgate.ledger.actions.recording import Circumstances
from leadgate.people.verification.actions.proving import was_not_me

pages = Blueprint("lead_imports_public", __name__)


def circumstances() -> Circumstances:
    """How the press reached us, as evidence."""
    return of_request()


def agreed(_person: UUID) -> Response:
    """Onward to the thanks, which say the same to everybody."""
    return redirect(url_for("lead_imports_public.thanks"), 303)


@pages.post("/confirm/<token>/no")
@allow(PUBLIC)
def refuse(token: str) -> ResponseReturnValue:
    """Say no: the address goes at once, and no list asks again."""
    form = TokenButton()
    form.submitted_to(lambda: was_not_me(WANTED, WANTED.named_by(WANTED.link, token)))
    return render_template("lead_imports/refused.html", form=form), form.status


@pages.get("/confirmed")
@allow(PUBLIC)
def thanks() -> str:
    """That it worked, and how to end it."""
    return render_template("lead_imports/thanks.html")
