"""What other sites load to show the form of a gate: one script, the same for every gate."""

from pathlib import Path

from flask import Blueprint, Response, current_app
from flask.typing import ResponseReturnValue

from leadgate.foundation.permissions import PUBLIC, allow

pages = Blueprint("sharing_public", __name__)


@pages.get("/embed.js")
@allow(PUBLIC)
def script() -> ResponseReturnValue:
    """The script of a site that shows a form; it sets no cookie, keeps nothing and says nothing to anybody."""
    text = (Path(current_app.static_folder or "") / "embed.js").read_bytes()
    kept = {"Cache-Control": "public, max-age=3600", "Cross-Origin-Resource-Policy": "cross-origin"}
    return Response(text, mimetype="text/javascript", headers=kept)
