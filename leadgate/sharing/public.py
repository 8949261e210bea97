"""What other sites load to show the form of a gate: one script, the same for every gate."""

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from leadgate.foundation.permissions import PUBLIC, allow

pages = Blueprint("sharing_public", __name__)


@pages.get("/embed.js")
@allow(PUBLIC)
def script() -> ResponseReturnValue:
    """The script of a site that shows a form; it sets no cookie, keeps nothing and says nothing to anybody."""
    response = current_app.send_static_file("embed.js")
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
