"""The page somebody wanted before they were asked who they are; the browser remembers it while they go for a link."""

from datetime import timedelta

from werkzeug.wrappers import Response

from leadgate.foundation.web import cookies
from leadgate.foundation.web.ways import own_path

WANTED = "wanted"


def lead_back(response: Response, page: str | None, lifetime: timedelta) -> Response:
    """Let the browser remember which page was wanted now, and forget any that somebody wanted before.

    Args:
        response: the answer at hand.
        page: as it came with the request; one that is not of this site is none.
        lifetime: for as long as signing in takes at most.

    Returns:
        The same response.
    """
    if path := own_path(page):
        cookies.give(response, WANTED, path, lifetime=lifetime)
    else:
        cookies.take(response, WANTED)
    return response


def wanted() -> str | None:
    """The page that was wanted before signing in, if there was one."""
    return own_path(cookies.held(WANTED))
