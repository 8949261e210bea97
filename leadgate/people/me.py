"""The address on a person's own page: asking to change it, and the two inboxes that have to agree."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.people import browser, queries
from leadgate.people.actions import changing_address
from leadgate.people.forms import NewAddress
from leadgate.people.verification import public as verification
from leadgate.people.verification.types import VerificationKind
from leadgate.people.verifications import ADDRESS_NEW, ADDRESS_OLD

pages = Blueprint("people_me", __name__)


@pages.route("/me/address", methods=["GET", "POST"])
@allow(PUBLIC)
@browser.own_page
def address(person_id: UUID) -> ResponseReturnValue:
    """Ask for another address."""
    form = NewAddress()
    if form.submitted_to(changing_address.ask, person_id, form.email.data or ""):
        return redirect(url_for(".address_sent"), 303)
    return render_template("people/address.html", form=form, now=queries.address_of(person_id)), form.status


@pages.get("/me/address/sent")
@allow(PUBLIC)
def address_sent() -> str:
    """Where to look next."""
    return render_template("people/address_sent.html")


@pages.route("/me/address/<any(old, new):inbox>/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def agree(inbox: str, token: str) -> ResponseReturnValue:
    """One inbox's yes; looking changes nothing."""
    return verification.link_pressed(_of(inbox), token, inbox=inbox)


def agreed(changed: bool) -> str:
    """What one inbox's yes has led to."""
    return render_template("people/address_agreed.html", changed=changed)


@pages.post("/me/address/<any(old, new):inbox>/<token>/no")
@allow(PUBLIC)
def disagree(inbox: str, token: str) -> ResponseReturnValue:
    """One inbox's no: nothing changes."""
    kind = _of(inbox)
    changing_address.call_off(kind.named_by(kind.link, token))
    return render_template("people/address_called_off.html")


def _of(inbox: str) -> VerificationKind:
    return ADDRESS_NEW if inbox == "new" else ADDRESS_OLD
