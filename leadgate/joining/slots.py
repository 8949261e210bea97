"""What joining shows on the pages of others: what there is to join, one's own groups, who is invited, who waits."""

from flask import render_template

from leadgate.groups.queries import GroupGate
from leadgate.joining import queries, requests
from leadgate.people import browser


def to_join() -> str:
    """What there is to join, as far as the reader may know of it."""
    person = browser.reader()
    return render_template("joining/_to_join.html", groups=queries.to_join(person.id if person else None))


def for_searchers() -> str:
    """The groups everybody may know of, as a search engine reads them."""
    return render_template("joining/_sitemap.xml", groups=queries.to_join(None))


def mine() -> str:
    """The groups the reader belongs to or has asked to join."""
    person = browser.reader()
    return render_template("joining/_mine.html", groups=requests.groups_of(person.id)) if person else ""


def rules_link(gate: GroupGate, *, may_edit: bool) -> str:
    """On the same page: the way to the rules that let people in."""
    return render_template("joining/_studio_links.html", gate=gate, may_edit=may_edit)
