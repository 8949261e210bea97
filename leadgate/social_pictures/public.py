"""The picture of a page's link, as programs fetch it that show one."""

from flask import Blueprint, Response, request

from leadgate.assets import access
from leadgate.foundation.brand.pages import AN_HOUR, FOREVER
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.social_pictures import queries
from leadgate.social_pictures.actions import keeping

pages = Blueprint("social_pictures", __name__)


@pages.get("/a/<slug>/share.jpg")
@allow(PUBLIC)
def picture(slug: str) -> Response:
    """The picture; another version of the page has another address for it."""
    gate = access.open_gate(slug)
    kept = FOREVER if request.args.get("v") == queries.mark(gate) else AN_HOUR
    return Response(keeping.of_page(gate), mimetype="image/jpeg", headers={"Cache-Control": kept})
