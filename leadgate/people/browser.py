"""Which person is signed in in the browser at hand."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from flask import Flask, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import TokenExpired, TokenInvalid
from leadgate.foundation.web import cookies, page_owner
from leadgate.foundation.web.onward import WANTED
from leadgate.foundation.web.ways import way
from leadgate.people import asking_browser, queries
from leadgate.people.models import Person
from leadgate.people.room import PERSON

P = ParamSpec("P")
COOKIE = "me"


def session_id() -> UUID | None:
    """The session this browser holds, if its cookie is ours."""
    try:
        return installation().tokens.read(PERSON, cookies.held(COOKIE))[0]
    except (TokenInvalid, TokenExpired):
        return None


def reader() -> Person | None:
    """Who is signed in, for showing them something."""
    held = session_id()
    return queries.signed_in(held) if held else None


def person() -> Person | None:
    """Who is signed in, also for doing what they have sent.

    Raises:
        PageOfAnother, SignedOut
    """
    held = session_id()
    found = queries.signed_in(held) if held else None
    page_owner.demand_own(held if found else None, lambda: queries.address_of(found.id) if found else "")
    return found


def own_page(
    view: Callable[Concatenate[UUID, P], ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    """A view of somebody's own: it is given the id of whoever is signed in, and others are sent to the door."""

    @wraps(view)
    def shown(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        who = person()
        return view(who.id, *args, **kwargs) if who else redirect(url_for("people.sign_in"), 303)

    return shown


def home(**done: str) -> str:
    """The address of somebody's own page; of the page about their address where no room shows one.

    Args:
        done: what was done just before, for the page to say.
    """
    return way("own-page", **done) or url_for("people_me.address")


def register_globals(app: Flask) -> None:
    """Let every template lead people back to their own page, and say in its forms whose page it is."""
    app.jinja_env.globals["person_home"] = home
    app.jinja_env.globals["page_owner"] = lambda: page_owner.field_for(lambda: session_id() if reader() else None)


def hold(response: BaseResponse, opened: UUID) -> BaseResponse:
    """Give the browser its session; what was wanted before is done with."""
    cookies.take(response, WANTED)
    cookies.give(response, COOKIE, installation().tokens.make(PERSON, opened), lifetime=PERSON.lifetime)
    return response


def let_go(response: BaseResponse) -> BaseResponse:
    """Take the session from the browser."""
    cookies.forget_all(response, COOKIE, WANTED, asking_browser.COOKIE)
    return response
