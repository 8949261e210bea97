"""The browser that asked: it holds one short-lived, strictly necessary cookie that says which request was its own."""

from uuid import UUID, uuid4

from flask import request
from werkzeug.wrappers import Response

from leadgate.assets import queries
from leadgate.assets.actions.settling import address_of
from leadgate.foundation.installation import installation
from leadgate.foundation.security import cookie_name, is_prefetch
from leadgate.foundation.tokens import Act, TokenExpired, TokenInvalid
from leadgate.foundation.vault import KeyDestroyed


def remember(response: Response, opt_in: UUID | None) -> Response:
    """Give the browser its request; a robot's faked one looks the same."""
    here = installation()
    response.set_cookie(
        _cookie(),
        here.tokens.make(Act.OPT_IN_BROWSER, opt_in or uuid4()),
        max_age=int(Act.OPT_IN_BROWSER.lasts.total_seconds()),
        secure=here.settings.secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def opt_in() -> UUID:
    """The request this browser made; an id nobody has when it made none."""
    try:
        return installation().tokens.read(Act.OPT_IN_BROWSER, request.cookies.get(_cookie(), ""))[0]
    except (TokenInvalid, TokenExpired):
        return UUID(int=0)


def is_the_one_that_asked(asked: UUID) -> bool:
    """Whether a person opened the link in the browser they signed up in; looking ahead does not count."""
    return request.method == "GET" and not is_prefetch() and opt_in() == asked


def webmail(asked: UUID) -> str | None:
    """Where the mailbox of that request is read, known from its domain alone."""
    row = queries.opt_in(asked)
    try:
        return address_of(row).webmail if row else None
    except KeyDestroyed:
        return None


def waits_for_guardian(asked: UUID) -> bool:
    """Whether that request is a child's, and its mail went to somebody else."""
    row = queries.opt_in(asked)
    return row is not None and row.for_guardian


def _cookie() -> str:
    return cookie_name("opt-in", installation().settings)
