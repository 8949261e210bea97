"""Pictures of letters as readers' mail programs ask for them: the same for everybody, and nobody is counted."""

from flask import Blueprint, Response

from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.letters.actions.picturing import MEDIA
from leadgate.letters.queries import picture_named

pages = Blueprint("letter_pictures", __name__, url_prefix="/letter-pictures")


@pages.get("/<name>.<ending>")
@allow(PUBLIC)
def picture(name: str, ending: str) -> Response:
    """A picture; it never changes under its name."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(picture_named(name, ending), mimetype=MEDIA[ending], headers=headers)
