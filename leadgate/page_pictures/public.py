"""Pictures of pages as readers see them."""

from flask import Blueprint, Response

from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.page_pictures.queries import drawn_in

pages = Blueprint("page_pictures", __name__, url_prefix="/pictures")


@pages.get("/<name>-<int:width>.webp")
@allow(PUBLIC)
def picture(name: str, width: int) -> Response:
    """A picture; it never changes under its name."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(drawn_in(name, width), mimetype="image/webp", headers=headers)
