"""What was sent to somebody, on their own page, and the time zone they tell to get letters by day."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from leadgate.foundation import languages
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.letter_archive import queries
from leadgate.letter_archive.forms import ZoneForm
from leadgate.letter_sending import as_sent
from leadgate.letter_sending import queries as sending
from leadgate.letter_sending.actions import telling_hours
from leadgate.letter_sending.readers import readers
from leadgate.people import browser

pages = Blueprint("my_letters", __name__, url_prefix="/me/letters")


@pages.route("", methods=["GET", "POST"])
@allow(PUBLIC)
@browser.own_page
def index(person_id: UUID) -> ResponseReturnValue:
    """Letters that were sent to them, and where they are."""
    form = ZoneForm(zone=sending.zone_of(person_id))
    if form.submitted_to(telling_hours.tell_zone, person_id, form.zone.data or ""):
        return redirect(url_for(".index"), 303)
    listed = queries.sent_to(person_id, languages.of_request())
    return render_template("letter_archive/own.html", form=form, listed=listed), form.status


@pages.get("/<slug>")
@allow(PUBLIC)
@browser.own_page
def one(person_id: UUID, slug: str) -> Response:
    """A letter as it was sent to them."""
    reader = readers([person_id])[person_id]
    found = queries.sent_as(person_id, slug, reader.language)
    return as_sent.page_of(found.edition_id, found.language, reader.values)
