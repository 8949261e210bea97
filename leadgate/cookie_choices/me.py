"""A person's own receipts of choices on other sites: whoever presents a number while signed in keeps its receipt."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from leadgate.cookie_choices.actions import attaching
from leadgate.cookie_choices.forms import NumberForm, RemovalForm
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.people import browser

pages = Blueprint("cookie_me", __name__, url_prefix="/me/cookie-choices")


@pages.route("", methods=["GET", "POST"])
@allow(PUBLIC)
@browser.own_page
def receipts(person_id: UUID) -> ResponseReturnValue:
    """Those that were added, and the form that adds one."""
    form = NumberForm()
    if form.submitted_to(lambda: attaching.add(person_id, form.number.data or "")):
        return redirect(url_for(".receipts"), 303)
    return render_template("cookie_choices/mine.html", form=form, kept=attaching.kept_by(person_id)), form.status


@pages.post("/removal")
@allow(PUBLIC)
@browser.own_page
def remove(person_id: UUID) -> ResponseReturnValue:
    """Take one away."""
    form = RemovalForm()
    form.submitted_to(lambda: attaching.remove(person_id, UUID(form.receipt.data)))
    return redirect(url_for(".receipts"), 303)
