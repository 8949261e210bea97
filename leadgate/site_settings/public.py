"""The pictures of the brand as everybody gets them."""

from flask import Blueprint, Response, request

from leadgate.foundation.brand.pages import AN_HOUR, FOREVER, picture_mark
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.settings import BrandPicture
from leadgate.site_settings import queries
from leadgate.site_settings.errors import NoSuchSitePicture

pages = Blueprint("site_settings_public", __name__, url_prefix="/brand")


@pages.get("/logo.png")
@allow(PUBLIC)
def logo() -> Response:
    """The logo in the header."""
    return _sent(installation().settings.brand.logo)


@pages.get("/icon.png")
@allow(PUBLIC)
def icon() -> Response:
    """The picture in the tab of the browser."""
    return _sent(installation().settings.brand.icon)


def _sent(picture: BrandPicture | None) -> Response:
    if picture is None:
        raise NoSuchSitePicture
    kept = FOREVER if request.args.get("v") == picture_mark(picture) else AN_HOUR
    return Response(queries.picture(picture.id), mimetype="image/png", headers={"Cache-Control": kept})
