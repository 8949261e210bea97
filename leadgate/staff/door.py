"""Which member of staff is behind a request, where it comes from, and where the door is."""

from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import LoginManager, current_user, login_user
from werkzeug.wrappers import Response as BaseResponse

from leadgate.foundation import clock, languages
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import TokenExpired, TokenInvalid
from leadgate.foundation.permissions import PUBLIC, permission_of
from leadgate.foundation.web import agents, client, cookies
from leadgate.foundation.web.ceremonies import relying_party
from leadgate.foundation.web.requests import UNSAFE, typed
from leadgate.foundation.web.ways import own_path, this_page, way
from leadgate.staff import proof, queries
from leadgate.staff.actions import sessions
from leadgate.staff.errors import StaffSignedOut
from leadgate.staff.room import STAFF_BROWSER, STAFF_HALF
from leadgate.staff.types import Arrival, Entrance, KnownBrowser

COOKIE = "staff-browser"
ELSEWHERE = "elsewhere"
"""In a browser's session: whether the provider of OpenID Connect was the way in."""
PRESSED = "pressed"
"""In a browser's session: whether a button was pressed after the session had ended, which did nothing."""


def register_login(app: Flask) -> None:
    """Let Flask-Login know staff by their session."""
    login = LoginManager(app)
    login.session_protection = None
    login.unauthorized_handler(_to_the_door)
    login.user_loader(_behind)
    app.jinja_env.globals["takes_passkeys"] = lambda: relying_party().takes_passkeys
    app.jinja_env.globals["openid_label"] = _openid_label
    app.before_request(_hold_to_factor)
    app.before_request(proof.ask_where_needed)


def _openid_label() -> str | None:
    """What the provider is called whose word is believed here; None without one."""
    provider = installation().settings.openid
    return provider.label if provider else None


def _to_the_door() -> ResponseReturnValue:
    # Said only to a browser whose own cookie held a session: a stranger is sent on without a word.
    if ("_user_id" in session or "csrf_token" in request.form) and typed():
        raise StaffSignedOut
    if session.pop("_user_id", None):
        _say_it_ended()
    leaves = request.endpoint == "staff.sign_out"
    return redirect(url_for("staff.sign_in", next=None if leaves else _where_it_was_wanted()), 303)


def _say_it_ended() -> None:
    if request.endpoint == "staff.sign_out":
        flash(_("You are signed out."))
        return
    flash(_("You are not signed in any more: too much time has passed, or you were signed out from elsewhere."))
    if request.method in UNSAFE:
        session[PRESSED] = True


def _where_it_was_wanted() -> str | None:
    """The page at hand; of a button that leads to none, the page it was pressed on, as far as that is ours."""
    if here := own_path(this_page()):
        return here
    said = urlsplit(request.referrer or "")
    path = f"{said.path}?{said.query}" if said.query else said.path
    return own_path(path) if client.is_own(request.referrer or "") else None


def _behind(held: str) -> queries.SignedIn | None:
    who = queries.behind(UUID(held))
    if who and who.seen_at < clock.now() - sessions.SEEN_EVERY:
        sessions.stay(who.session_id)
    return who


def _hold_to_factor() -> ResponseReturnValue | None:
    """Lead whoever should have a second factor by now to setting one up, from every page but the door's."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static" or permission_of(view) is PUBLIC:
        return None
    own = request.blueprint in ("staff_own", "staff_factor", "staff_passkeys", "staff_openid")
    open_all_the_same = own or request.endpoint == "staff.sign_out"
    held = current_user.is_authenticated and queries.is_held_to_factor(current_user)
    return redirect(url_for("staff_factor.own"), 303) if held and not open_all_the_same else None


def arrival() -> Arrival:
    """Where the request at hand comes from."""
    browser = agents.named(request.user_agent.string)
    return Arrival(client.network(), browser, _known_browser(), languages.of_request())


def _known_browser() -> KnownBrowser | None:
    try:
        held = installation().tokens.read(STAFF_BROWSER, cookies.held(COOKIE))
        return KnownBrowser(*held)
    except (TokenInvalid, TokenExpired):
        return None


def let_in(entry: Entrance, onward: str | None = None) -> BaseResponse:
    """Give the browser the session that was opened, and remember that it is one of theirs.

    Args:
        entry: how far somebody got.
        onward: where they wanted to go; their own first page when it is none of this site's.
    """
    elsewhere, held, pressed = session.get(ELSEWHERE), session.get("_user_id"), session.get(PRESSED)
    session.clear()
    if held:
        # Nobody could use it from here any more, and in the list it would look like another browser (ASVS 5.0, 7.2.4).
        sessions.sign_out(UUID(held))
    if elsewhere:
        session[ELSEWHERE] = True
    if entry.session_id is None:
        session.update({PRESSED: True} if pressed else {})
        named = (entry.account_id, UUID(int=entry.by_link), queries.password_mark(entry.account_id))
        session["half"] = installation().tokens.make(STAFF_HALF, *named)
        return redirect(url_for("staff.second_step", next=own_path(onward)), 303)
    login_user(queries.behind(entry.session_id))
    if pressed:
        flash(_("A button was pressed here after the session had ended, so nothing was done. Was it you? Press it."))
    if entry.by_recovery_code:
        left = queries.recovery_codes_left(entry.account_id)
        flash(
            ngettext("A recovery code was used; %(num)s is left.", "A recovery code was used; %(num)s are left.", left)
        )
    return remembered(redirect(own_path(onward) or home(), 303), KnownBrowser(entry.account_id, new_id()))


def half_in() -> Entrance:
    """Who has shown a password or a link in this browser just now, and is asked for the second factor.

    Raises:
        TokenInvalid: nobody has, or it was a password that was changed since.
        TokenExpired: that was more than ten minutes ago.
    """
    account_id, by_link, *mark = installation().tokens.read(STAFF_HALF, session.get("half", ""))
    if mark != [queries.password_mark(account_id)]:
        raise TokenInvalid
    return Entrance(account_id, None, bool(by_link.int))


def half_or_nobody() -> Entrance | None:
    """As `half_in`; None for nobody."""
    try:
        return half_in()
    except (TokenInvalid, TokenExpired):
        return None


def remembered(response: BaseResponse, known: KnownBrowser) -> BaseResponse:
    """Let a browser be known next time: its tries are counted by themselves, so that no stranger locks it out.

    Args:
        response: what it gets the cookie with.
        known: what the cookie says.

    Returns:
        The same response.
    """
    token = installation().tokens.make(STAFF_BROWSER, known.account_id, known.browser_id)
    cookies.give(response, COOKIE, token, lifetime=STAFF_BROWSER.lifetime, same_site="Strict")
    return response


def of_front() -> str:
    """How a site that nobody owns yet comes to have an owner; nothing of any other."""
    return "" if queries.anybody() else render_template("staff/_ownerless.html")


def home() -> str:
    """Where somebody begins who is signed in."""
    return way("staff") or url_for("staff_own.password")
