"""Which person is signed in in the browser at hand, and whose page it was that a form was sent from."""

import hmac
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import TokenExpired, TokenInvalid
from leadgate.foundation.web import cookies
from leadgate.foundation.web.forms import OWNER, SENDING
from leadgate.foundation.web.ways import way
from leadgate.people import queries
from leadgate.people.errors import PageOfAnother, SignedOut
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
    """Who is signed in, also for doing what they have sent: a form acts for nobody but the reader of its page.

    Another tab may be somebody else's by then, or its reader signed out (OWASP ASVS 5.0, 7.4).

    Raises:
        PageOfAnother: something was sent from a page of another session than the one at hand.
        SignedOut: it was sent from a page of a session that is over.
    """
    found = reader()
    if request.method in SENDING and request.form.get(OWNER, "") != (session_name() if found else ""):
        raise PageOfAnother(queries.address_of(found.id)) if found else SignedOut
    return found


def session_name() -> str:
    """Names the session this browser holds, without telling it; nothing where it holds none."""
    held = session_id()
    return hmac.digest(installation().tokens.form_key, b"session\0" + held.bytes, "sha256").hex()[:32] if held else ""


def page_owner() -> Markup:
    """The hidden field that says whose page a form stands on; nothing on nobody's."""
    named = session_name()
    return Markup('<input type="hidden" name="{}" value="{}">').format(OWNER, named) if named else Markup()


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
    app.jinja_env.globals.update(person_home=home, page_owner=page_owner)


def hold(response: BaseResponse, opened: UUID) -> BaseResponse:
    """Give the browser its session."""
    cookies.give(response, COOKIE, installation().tokens.make(PERSON, opened), lifetime=PERSON.lifetime)
    return response


def let_go(response: BaseResponse) -> BaseResponse:
    """Take the session from the browser."""
    cookies.take(response, COOKIE)
    if not installation().settings.base_path:  # below a path it would empty what others on this host keep, too
        response.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return response
