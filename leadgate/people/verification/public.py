"""What whoever proves an address sees: the inbox page, the button behind a link, a guardian's question, "not me".

Every kind's `/confirm/…`, `/not-me/…` and `/guardian/…` is answered here, by its token. A room whose addresses are
others calls the same functions with its kind.
"""

from collections.abc import Callable, Set
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response
from wtforms import BooleanField, SelectMultipleField

from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import TokenExpired, TokenInvalid
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.forms import TokenButton
from leadgate.foundation.web.ways import browser_path
from leadgate.people import asking_browser, browser
from leadgate.people.asking_form import Code, Resend
from leadgate.people.verification import queries, registry
from leadgate.people.verification.actions import proving, sending
from leadgate.people.verification.types import Link, OwnChoice, Seen, VerificationKind

pages = Blueprint("verification", __name__)


class Confirm(TokenButton):
    """The button behind a letter's link, and what is asked there of whoever may not have filled in the form."""

    consent = SelectMultipleField(validate_choice=False)
    keep_typed = BooleanField()

    def own_choice(self) -> OwnChoice:
        """What was ticked on the page itself."""
        return OwnChoice(frozenset(self.consent.data or ()), bool(self.keep_typed.data))


@pages.route("/confirm/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def confirm(token: str) -> ResponseReturnValue:
    """Confirm whatever the token was made for.

    Raises:
        TokenInvalid: it was made for nothing that is confirmed here.
    """
    return link_pressed(_kind_of(token, lambda kind: kind.link), token)


@pages.route("/not-me/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def not_me(token: str) -> ResponseReturnValue:
    """End what one never asked for."""
    return called_off(_kind_of(token, lambda kind: kind.not_me), token)


@pages.route("/guardian/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def guardian(token: str) -> ResponseReturnValue:
    """A guardian's yes; their no is the button of `not_me`."""
    return guardian_asked(_kind_of(token, lambda kind: kind.guardian), token)


def _kind_of(token: str, link: Callable[[VerificationKind], Link | None]) -> VerificationKind:
    for kind in registry.kinds():
        if (found := link(kind)) and _opens(found, token):
            return kind
    raise TokenInvalid


def _opens(link: Link, token: str) -> bool:
    try:
        installation().tokens.read(link.act, token)
    except TokenExpired:
        return True
    except TokenInvalid:
        return False
    return True


def link_pressed(kind: VerificationKind, token: str, **shown: object) -> ResponseReturnValue:
    """Take a proof: at once in the browser that asked, with a button anywhere else. A scanner changes nothing.

    In another browser each box that was ticked on the form is asked about, with nothing ticked: whoever ticked it may
    be somebody else, so only what is ticked there counts.
    """
    named, form = kind.named_by(kind.link, token), Confirm()
    own = asking_browser.is_the_one_that_asked(named)
    if not (form.is_submitted() or (own and kind.one_click)):
        return _page(kind, kind.page, named, form=form, token=token, **shown)
    method, choice = ("mail-link", None) if own else ("confirm-page", form.own_choice())
    how = _circumstances(kind)
    return _onward(kind, proving.prove(kind, named, method=method, circumstances=how, choice=choice))


def called_off(kind: VerificationKind, token: str) -> ResponseReturnValue:
    """End what one never asked for: one button; looking changes nothing."""
    assert kind.not_me
    named, form = kind.named_by(kind.not_me, token), TokenButton()
    seen = queries.seen(kind, named)
    if seen is None:
        raise kind.over
    if seen.confirmed_at:
        return render_template("people/not_me_any_more.html")
    if form.submitted_to(proving.was_not_me, kind, named):
        return render_template("people/called_off.html")
    return render_template("people/not_me.html", form=form), form.status


def guardian_asked(kind: VerificationKind, token: str) -> ResponseReturnValue:
    """A guardian's yes; looking changes nothing."""
    assert kind.guardian
    assert kind.not_me
    named, form = kind.named_by(kind.guardian, token), TokenButton()
    if form.is_submitted():
        return _onward(kind, proving.guardian_agrees(kind, named, circumstances=_circumstances(kind)))
    return _page(kind, kind.guardian_page, named, form=form, no_url=_way(kind.not_me, named))


def _own_requests(kind: VerificationKind, about: UUID) -> list[UUID]:
    """What this browser asked for about something, the newest first; else its newest request, or nobody's."""
    made = asking_browser.made()
    return (queries.those_about(kind, made, about) if made else []) or [made[0] if made else UUID(int=0)]


def waits_for(kind: VerificationKind) -> Set[UUID]:
    """What this browser has asked for with a kind of request that is neither proven nor over."""
    return queries.waiting_about(kind, made) if (made := asking_browser.made()) else frozenset()


def inbox(kind: VerificationKind, about: UUID, **shown: object) -> ResponseReturnValue:
    """Where to look next; the code from the mail may be typed here. Says the same to everybody.

    Whoever comes back to it once this browser has proven the request is led on to what they asked for.

    Args:
        kind: whose blueprint has this page as its view `inbox`, and the button for another mail as `resend`.
        about: what the page is about.
        shown: what its template shows.
    """
    mine, form = _own_requests(kind, about), Code()
    held = mine[0]
    if request.method == "GET" and (onward := _already_here(kind, held, about)):
        return redirect(onward, 303)
    how = _circumstances(kind)
    if form.submitted_to(proving.prove_with_code, kind, mine, form.code.data or "", circumstances=how):
        return _onward(kind, form.answer)
    return _inbox(kind, held, form, Resend(formdata=None), shown), form.status


def resend(kind: VerificationKind, about: UUID, **shown: object) -> ResponseReturnValue:
    """Ask for the mail again.

    Args:
        kind: as for `inbox`.
        about: as for `inbox`.
        shown: as `inbox`.
    """
    held, form = _own_requests(kind, about)[0], Resend()
    if form.submitted_to(sending.resend, kind, held):
        return redirect(url_for(".inbox", sent="again", **(request.view_args or {})), 303)
    return _inbox(kind, held, Code(formdata=None), form, shown), form.status


def _inbox(kind: VerificationKind, held: UUID, form: Code, resend: Resend, shown: dict[str, object]) -> str:
    waiting = queries.waiting(kind, held)
    known = {
        "for_guardian": bool(waiting and waiting.for_guardian),
        "mailbox": None if browser.reader() else queries.mailbox(kind, held),
    }
    return render_template(kind.inbox, form=form, resend=resend, **known, **shown)


def _page(kind: VerificationKind, template: str, named: UUID, **shown: object) -> str:
    seen = queries.seen(kind, named)
    if seen is None and kind.one_click:
        raise kind.over  # the others say so to whoever presses
    if seen is None:
        return render_template(template, already=None, **shown)
    not_me_url = _way(kind.not_me, named) if kind.not_me else None
    about = {"on_form": queries.on_form(kind, seen), "has_it": queries.has_it(kind, seen), "not_me_url": not_me_url}
    about |= kind.shown(seen.about, languages.of_request())
    return render_template(template, already=_already(kind, seen), **about, **shown)


def _way(link: Link, named: UUID) -> str:
    return browser_path(f"/{link.path}{link.token(named)}")


def _already(kind: VerificationKind, seen: Seen) -> str | None:
    """Where it led when it was proven before."""
    if seen.confirmed_at is None or not kind.again:
        return None
    onward = kind.call(kind.onward, kind.call(kind.again, seen))
    return onward.location if isinstance(onward, Response) else None


def _already_here(kind: VerificationKind, held: UUID, about: UUID) -> str | None:
    proven, reader = queries.proven_where_asked(kind, held, about), browser.reader()
    of_another = proven and reader and reader.id != proven.subject_id
    return _already(kind, proven) if proven and not of_another else None


def _circumstances(kind: VerificationKind) -> object:
    return kind.call(kind.circumstances) if kind.circumstances else None


def _onward(kind: VerificationKind, done: Any) -> ResponseReturnValue:
    response: ResponseReturnValue = kind.call(kind.onward, done)
    return response
