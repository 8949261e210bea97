"""The browser that asked: it holds one short-lived, strictly necessary cookie that says which requests were its own."""

from uuid import UUID, uuid4

from flask import request
from werkzeug.wrappers import Response

from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import TokenExpired, TokenInvalid
from leadgate.foundation.web import cookies
from leadgate.foundation.web.onlookers import is_opened
from leadgate.people.room import OPT_IN_BROWSER

COOKIE = "opt-in"
MOST = 5
"""Requests one browser holds: somebody opens several pages and asks in each before the first mail is there."""


def remember(response: Response, asked: UUID | None) -> Response:
    """Give the browser its request, beside those it made before; a robot's faked one looks the same."""
    newest_first = (asked or uuid4(), *(one for one in made() if one != asked))
    token = installation().tokens.make(OPT_IN_BROWSER, *newest_first[:MOST])
    cookies.give(response, COOKIE, token, lifetime=OPT_IN_BROWSER.lifetime)
    return response


def made() -> tuple[UUID, ...]:
    """The requests this browser made, the newest first."""
    try:
        return installation().tokens.read(OPT_IN_BROWSER, cookies.held(COOKIE))
    except (TokenInvalid, TokenExpired):
        return ()


def is_the_one_that_asked(named: UUID) -> bool:
    """Whether a person opened the link as a page in the browser they signed up in."""
    return is_opened(request) and named in made()
