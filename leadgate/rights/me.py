"""What a person has asked for under the law, on their own page."""

from uuid import UUID

from flask import Blueprint, render_template

from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.people import browser
from leadgate.rights import queries
from leadgate.rights.access import follow_token

pages = Blueprint("rights_me", __name__)


@pages.get("/me/requests")
@allow(PUBLIC)
@browser.own_page
def requests(person_id: UUID) -> str:
    """What the person has asked for, and where it stands."""
    mine = [(shown, follow_token(shown.row.id)) for shown in queries.requests_of(person_id)]
    return render_template("rights/mine.html", mine=mine)
