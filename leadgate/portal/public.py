"""The front page: what the rooms have for everybody."""

from flask import Blueprint, render_template

from leadgate.foundation.permissions import PUBLIC, allow

pages = Blueprint("portal", __name__)


@pages.get("/")
@allow(PUBLIC)
def front() -> str:
    """What there is to get and to join."""
    return render_template("portal/front.html")
