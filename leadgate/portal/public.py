"""The front page: what the rooms have for everybody."""

from flask import Blueprint, Response, render_template

from leadgate.foundation.permissions import PUBLIC, allow

pages = Blueprint("portal", __name__)


@pages.get("/")
@allow(PUBLIC)
def front() -> str:
    """What there is to get and to join."""
    return render_template("portal/front.html")


@pages.get("/sitemap.xml")
@allow(PUBLIC)
def sitemap() -> Response:
    """The pages everybody may find, for search engines (sitemaps.org, protocol 0.9)."""
    return Response(render_template("portal/sitemap.xml"), mimetype="application/xml")
