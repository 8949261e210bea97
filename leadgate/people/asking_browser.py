"""The browser that asked: it holds one short-lived, strictly necessary cookie that says which request was its own."""

from uuid import UUID, uuid4

from flask import request
from werkzeug.wrappers import Response

from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import TokenExpired, TokenInvalid
from leadgate.foundation.web import cookies
from leadgate.foundation.web.security import is_prefetch
from leadgate.people.room import OPT_IN_BROWSER

COOKIE = "opt-in"


def remember(response: Response, asked: UUID | None) -> Response:
    """Give the browser its request; a robot's faked one looks the same."""
    token = installation().tokens.make(OPT_IN_BROWSER, asked or uuid4())
    cookies.give(response, COOKIE, token, lifetime=OPT_IN_BROWSER.lifetime)
    return response


def asked() -> UUID:
    """The request this browser made; an id nobody has when it made none."""
    try:
        return installation().tokens.read(OPT_IN_BROWSER, cookies.held(COOKIE))[0]
    except (TokenInvalid, TokenExpired):
        return UUID(int=0)


def is_the_one_that_asked(named: UUID) -> bool:
    """Whether a person opened the link in the browser they signed up in; looking ahead does not count."""
    return request.method == "GET" and not is_prefetch(request) and asked() == named
