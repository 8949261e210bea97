"""What the staff do with other sites."""

from flask import Blueprint, render_template

from leadgate.cookies import queries
from leadgate.cookies.room import VIEW
from leadgate.foundation.permissions import allow

pages = Blueprint("cookies", __name__, url_prefix="/studio/cookies")


@pages.get("")
@allow(VIEW)
def index() -> str:
    """The sites that ask through here."""
    return render_template("cookies/index.html", sites=queries.sites())
