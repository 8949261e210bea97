"""What assets put on pages of others: on the front page, on one's own page, on the first page of the studio."""

from flask import render_template
from flask_login import current_user

from leadgate.assets import figures, queries
from leadgate.assets.links import ready_token
from leadgate.assets.room import VIEW
from leadgate.foundation.permissions import may
from leadgate.people import browser


def to_get() -> str:
    """What is open to everybody now."""
    return render_template("assets/_front.html", assets=queries.published(), covers=queries.covers())


def for_searchers() -> str:
    """The open gates, as a search engine reads them."""
    return render_template("assets/_sitemap.xml", assets=queries.published())


def mine() -> str:
    """What the reader may download."""
    person = browser.reader()
    if person is None:
        return ""
    held = [(one, ready_token(one.grant_id)) for one in queries.held_by(person.id)]
    return render_template("assets/_mine.html", held=held)


def listed() -> str:
    """Every asset with its figures, for those of the staff who may see them."""
    if not may(current_user, VIEW):
        return ""
    return render_template("assets/_studio.html", listed=figures.listed())
