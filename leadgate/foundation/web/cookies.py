"""Our cookies: of one host and one path, out of reach of scripts, and over TLS alone where there is TLS."""

from datetime import timedelta
from typing import Literal

from flask import request
from werkzeug.wrappers import Response

from leadgate.foundation.installation import installation
from leadgate.foundation.settings import Settings


def cookie_name(word: str, settings: Settings) -> str:
    """A cookie's name; bound to this host by its prefix wherever TLS allows it (RFC 6265bis, section 4.1.3).

    Below a path the host is somebody else's as well: the cookie is of that path, which `__Host-` forbids.

    Args:
        word: what the cookie is for.
        settings: whether all is https, and where.
    """
    prefix = "__Secure-" if settings.base_path else "__Host-"
    return f"{prefix if settings.secure else ''}leadgate-{word}"


def cookie_path(settings: Settings) -> str:
    """Whose requests our cookies go with, and nobody else's on the same host.

    Args:
        settings: where this installation is.
    """
    return settings.base_path or "/"


def give(
    response: Response, word: str, value: str, *, lifetime: timedelta, same_site: Literal["Lax", "Strict"] = "Lax"
) -> None:
    """Let the browser hold something.

    Args:
        response: that carries it.
        word: as for `cookie_name`.
        value: signed, as `Tokens` makes it.
        lifetime: after which the browser forgets it.
        same_site: whether it comes along when somebody follows a link from elsewhere (`Lax`).
    """
    settings, seconds = installation().settings, int(lifetime.total_seconds())
    bounds = {"path": cookie_path(settings), "secure": settings.secure, "httponly": True, "samesite": same_site}
    response.set_cookie(cookie_name(word, settings), value, max_age=seconds, **bounds)  # type: ignore[arg-type]


def held(word: str) -> str:
    """What the browser at hand brought; nothing where it holds none.

    Args:
        word: as for `cookie_name`.
    """
    return request.cookies.get(cookie_name(word, installation().settings), "")


def forget_all(response: Response, *words: str) -> None:
    """Let the browser forget these and, where the host is ours alone, whatever else it keeps of this site.

    Args:
        response: that says so.
        words: as for `cookie_name`.
    """
    for word in words:
        take(response, word)
    if not installation().settings.base_path:  # below a path it would empty what others on this host keep, too
        response.headers["Clear-Site-Data"] = '"cookies", "storage"'


def take(response: Response, word: str) -> None:
    """Let the browser forget it, where it holds it.

    Args:
        response: that says so.
        word: as for `cookie_name`.
    """
    if not held(word):
        return
    settings = installation().settings
    bounds = {"path": cookie_path(settings), "secure": settings.secure, "httponly": True, "samesite": "Lax"}
    response.delete_cookie(cookie_name(word, settings), **bounds)  # type: ignore[arg-type]
