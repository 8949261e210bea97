"""The archive for everybody: letters that were put up, and a feed of them (Atom, RFC 4287)."""

from flask import Blueprint, Response, render_template

from leadgate.foundation import languages
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.letter_archive import queries
from leadgate.letter_sending import as_sent

pages = Blueprint("letter_archive", __name__, url_prefix="/letters")
MOST_IN_FEED = 30


@pages.get("")
@allow(PUBLIC)
def index() -> str:
    """Letters everybody may read, the newest first."""
    return render_template("letter_archive/index.html", listed=queries.put_up(languages.of_request()))


@pages.get("/<slug>")
@allow(PUBLIC)
def one(slug: str) -> Response:
    """A letter as it was sent, for nobody in particular."""
    found = queries.put_up_as(slug, languages.of_request())
    return as_sent.page_of(found.edition_id, found.language)


@pages.get("/feed.xml")
@allow(PUBLIC)
def feed() -> Response:
    """The newest ones, for feed readers."""
    listed = queries.put_up(languages.of_request(), MOST_IN_FEED)
    page = render_template("letter_archive/feed.xml", listed=listed)
    return Response(page, mimetype="application/atom+xml")
