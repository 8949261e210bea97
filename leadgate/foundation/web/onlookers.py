"""Who looks at a page: somebody, or a program that does not say yes or no to anything."""

from functools import lru_cache

from flask import session
from werkzeug.wrappers import Request

MOST_SIGNS = 300
"""Of what a program says it is; whoever sends a book is not read to the end."""
LOOKING_AHEAD = {
    "Sec-Purpose": ("prefetch",),
    "Purpose": ("prefetch", "preview"),
    "X-Purpose": ("prefetch", "preview"),
    "X-Moz": ("prefetch",),
}
"""Headers of browsers that fetch a page before anybody has clicked, those of today and of yesterday."""


def is_prefetch(asked: Request) -> bool:
    """Whether the browser only looks ahead and nobody has clicked.

    Args:
        asked: the request.
    """
    return any(word in asked.headers.get(name, "") for name, words in LOOKING_AHEAD.items() for word in words)


def is_opened(asked: Request) -> bool:
    """Whether somebody opens a page: no look ahead, no picture, frame or script that asks for its address.

    Args:
        asked: the request; of browsers that do not say for what it is (Fetch Metadata), each is taken for a page.
    """
    whole = asked.headers.get("Sec-Fetch-Dest", "document") == "document"
    return asked.method == "GET" and whole and not is_prefetch(asked)


def is_somebody(asked: Request) -> bool:
    """Whether a person looks: not a browser ahead of them, nor a robot, a probe or the preview of a link.

    Args:
        asked: the request.
    """
    if asked.method == "HEAD" or is_prefetch(asked):
        return False
    return not _is_program(asked.headers.get("User-Agent", "")[:MOST_SIGNS])


def is_of_the_house() -> bool:
    """Whether a member of staff is signed in with the browser at hand: figures are about others."""
    return "_user_id" in session


@lru_cache(maxsize=4096)
def _is_program(user_agent: str) -> bool:
    """Whether it says that it is a program; a browser always says something."""
    from crawleruseragents import is_crawler  # a list of some size, for the first visit

    return not user_agent or is_crawler(user_agent)
