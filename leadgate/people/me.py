"""The address on a person's own page: asking to change it, and the two inboxes that have to agree."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from leadgate.foundation.forms import TokenButton
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.people import browser, queries
from leadgate.people.actions import changing_address
from leadgate.people.forms import NewAddress
from leadgate.people.room import ADDRESS_NEW, ADDRESS_OLD

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
    act = ADDRESS_NEW if inbox == "new" else ADDRESS_OLD
    change, form = installation().tokens.read(act, token)[0], TokenButton()
    if form.submitted_to(changing_address.say_yes, change, new_inbox=inbox == "new"):
        return render_template("people/address_agreed.html", changed=form.answer)
    return render_template("people/address_agree.html", form=form, inbox=inbox, token=token), form.status


@pages.post("/me/address/<any(old, new):inbox>/<token>/no")
@allow(PUBLIC)
def disagree(inbox: str, token: str) -> ResponseReturnValue:
    """One inbox's no: nothing changes."""
    act = ADDRESS_NEW if inbox == "new" else ADDRESS_OLD
    changing_address.call_off(installation().tokens.read(act, token)[0])
    return render_template("people/address_called_off.html")
