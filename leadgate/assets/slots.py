"""What assets put on pages of others: on the front page, on one's own page."""

from flask import render_template

from leadgate.assets import queries
from leadgate.assets.links import ready_token
from leadgate.people import browser


def to_get() -> str:
    """What is open to everybody now."""
    return render_template("assets/_front.html", assets=queries.published(), covers=queries.covers())


def mine() -> str:
    """What the reader may download."""
    person = browser.reader()
    if person is None:
        return ""
    held = [(one, ready_token(one.grant_id)) for one in queries.held_by(person.id)]
    return render_template("assets/_mine.html", held=held)
