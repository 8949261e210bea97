"""Asking for what the law gives, as people do it: the form, the letter, the button."""

from sqlalchemy import select

from leadgate.rights.models import PrivacyRequest
from tests.cast import ADA
from tests.facts import every, one
from tests.visitor import Site, Visitor

PROVE, MANDATE = "Is this your privacy request?", "Does somebody act for you?"


def ask(site: Site, right="access", email=ADA, **fields):
    """Send the form of `/privacy/request`."""
    answer = site.visitor().fill("/privacy/request", right=right, email=email, **fields)
    assert answer.status_code == 303, answer.text
    return answer


def letter_about(site: Site, email, subject):
    """The newest letter to a mailbox with these words in its subject."""
    return next(letter for letter in site.mails(email) if subject in letter.subject)


def link_in(letter) -> str:
    """The path of the first link of a letter."""
    return letter.text.split("localhost")[1].split()[0]


def prove(site: Site, email=ADA) -> tuple[Visitor, str]:
    """Press the button in the newest letter that asks for it; answers the browser and the request's own page."""
    visitor = site.visitor()
    answer = visitor.fill(link_in(letter_about(site, email, PROVE)))
    assert answer.status_code == 303, answer.text
    return visitor, answer.location


def asked_and_proven(site: Site, right, email=ADA, **fields) -> tuple[Visitor, str]:
    """Both; answers the browser and the request's own page."""
    ask(site, right, email, **fields)
    return prove(site, email)


def request() -> PrivacyRequest:
    """The one request there is."""
    return one(PrivacyRequest)


def newest_request() -> PrivacyRequest:
    """The request that came last."""
    [*_, (newest,)] = every(select(PrivacyRequest).order_by(PrivacyRequest.received_at))
    return newest
