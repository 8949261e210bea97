"""What visitors of other sites load: the script, and the page that says what is stored, by whom and how long."""

import gzip

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from leadgate.cookies import queries
from leadgate.cookies.documents import read_shown
from leadgate.cookies.errors import NoSuchSite
from leadgate.cookies.policies import Server, snippet
from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import PUBLIC, allow

pages = Blueprint("cookies_public", __name__, url_prefix="/c")
FOR_A_WHILE = "public, max-age=300, stale-while-revalidate=600, stale-if-error=604800"
FOR_GOOD = "public, max-age=31536000, immutable"


@pages.get("/<site>.js")
@allow(PUBLIC)
def script(site: str) -> ResponseReturnValue:
    """The script of a site as it asks now; it is public, and the same for everybody."""
    answer = _served(queries.script_of(queries.site_of(site)).encode(), FOR_A_WHILE)
    answer.add_etag()
    return answer.make_conditional(request)


@pages.get("/<site>/<name>.js")
@allow(PUBLIC)
def pinned(site: str, name: str) -> Response:
    """A script that a page names by its hash; it never changes."""
    return _served(gzip.decompress(queries.pinned(queries.site_of(site).id, name)), FOR_GOOD)


def _served(content: bytes, kept: str) -> Response:
    answer = Response(content, mimetype="text/javascript")
    answer.headers["Cache-Control"] = kept
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    # A script whose hash a page names is loaded with CORS (Subresource Integrity); it holds nothing of anybody.
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Vary"] = "Accept-Encoding"
    return answer


@pages.get("/<site>")
@allow(PUBLIC)
def policy(site: str) -> str:
    """What a site stores, by whom and how long: its cookie policy, without any script."""
    found = queries.site_of(site)
    live = queries.live_notice(found.id)
    if live is None:
        raise NoSuchSite
    shown = read_shown(live.document)
    page = {"notice": live, "shown": shown, "read_in": _read_in(shown.languages)}
    return render_template("cookies/policy.html", **page, choice_days=installation().settings.cookie_choice_days)


def _read_in(written: tuple[str, ...]) -> str:
    """The language of a site that the reader asked for, or reads best; the first where there is none."""
    asked = languages.asked_for()
    return asked if asked in written else languages.read_better(written, written[0]) or written[0]


@pages.get("/<site>/policy/<server>")
@allow(PUBLIC)
def server_policy(site: str, server: str) -> ResponseReturnValue:
    """What the site's web server says, so that nobody is reached before a yes."""
    found = queries.site_of(site)
    live = queries.live_notice(found.id)
    if live is None or server not in set(Server):
        raise NoSuchSite
    text = snippet(read_shown(live.document), live.short, installation().settings.base_url, Server(server))
    return Response(text, mimetype="text/plain")
