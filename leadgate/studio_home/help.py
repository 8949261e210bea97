"""The guides, read where one works: the very Markdown of `docs/`, as this version of leadgate brings it along."""

from flask import Blueprint, render_template

from leadgate.foundation import languages
from leadgate.foundation.errors import NotFound
from leadgate.foundation.permissions import allow
from leadgate.studio_home import guides
from leadgate.studio_home.room import VIEW

pages = Blueprint("studio_help", __name__, url_prefix="/studio/help")


@pages.get("/")
@allow(VIEW)
def index() -> str:
    """Which guides there are."""
    return render_template("studio_home/help.html", guides=guides.titles(languages.current()))


@pages.get("/<name>")
@allow(VIEW)
def guide(name: str) -> str:
    """One guide."""
    if name not in guides.NAMES:
        raise NotFound
    return render_template("studio_home/guide.html", guide=guides.opened(name, languages.current()))
