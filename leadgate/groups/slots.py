"""What groups put on pages of others: what there is to join on the front page, one's own groups on one's own page."""

from flask import render_template

from leadgate.groups import queries, requests
from leadgate.people import browser


def to_join() -> str:
    """What there is to join, as far as the reader may know of it."""
    person = browser.person()
    return render_template("groups/_to_join.html", groups=queries.to_join(person.id if person else None))


def mine() -> str:
    """The groups the reader belongs to or has asked to join."""
    person = browser.person()
    return render_template("groups/_mine.html", groups=requests.groups_of(person.id)) if person else ""


SHELVES = {"front": to_join, "me": mine}
