"""What people read on their own page once letters to them came back: since when, and where to say another address."""

from flask import render_template

from leadgate.bounces import queries
from leadgate.people import browser


def mine() -> str:
    """That letters came back, and the way to another address; nothing as long as none did."""
    person = browser.reader()
    since = person and queries.came_back_since(person.id)
    return render_template("bounces/_mine.html", since=since) if since else ""
