"""Whose page a form was sent from: it acts for the reader of its page alone.

Another tab may be somebody else's by then, or its reader may be signed out (OWASP ASVS 5.0, 7.4).
"""

import hmac
from collections.abc import Callable
from typing import cast
from uuid import UUID

from flask import g, request
from flask_babel import lazy_gettext as _
from markupsafe import Markup

from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation

OWNER = "of"
"""The field by which a form says whose page it stands on."""


class PageOfAnother(Refusal):
    """Something was sent from a page that was opened in another session than the one at hand."""

    status = 409
    keeps_typed = True

    def __init__(self, address: str) -> None:
        super().__init__(
            _(
                "Nothing was done: this page was opened before you signed in here, or by somebody else. You are signed"
                " in as %(address)s now.",
                address=address,
            )
        )


class SignedOut(Refusal):
    """Something was sent from a page of somebody who is signed in no longer."""

    status = 403
    keeps_typed = True
    sign_in_at = "visitor"
    sentence = _(
        "Nothing was done: you are signed out by now. What you typed is kept on this page. Sign in in another window,"
        " then come back and press the button."
    )


def name_of(session: UUID | None) -> str:
    """Names a session without telling it; nothing where there is none.

    Args:
        session: its id.
    """
    if session is None:
        return ""
    return hmac.digest(installation().tokens.form_key, b"session\0" + session.bytes, "sha256").hex()[:32]


def field_for(find: Callable[[], UUID | None]) -> Markup:
    """The hidden field that says whose page a form stands on; none on nobody's.

    Args:
        find: answers the session of the page's reader, if it is not over; asked once for all forms of a page.
    """
    if "page_owner" not in g:
        named = name_of(find())
        g.page_owner = Markup('<input type="hidden" name="{}" value="{}">').format(OWNER, named) if named else Markup()
    return cast("Markup", g.page_owner)


def demand_own(session: UUID | None, address: Callable[[], str]) -> None:
    """Go on only if what was sent, if anything was, comes from a page of the session at hand.

    Args:
        session: the one at hand; None where nobody is signed in.
        address: whose it is, if it is somebody's.

    Raises:
        PageOfAnother: it comes from a page of another session, or of nobody's.
        SignedOut: it comes from a page of a session that is over.
    """
    if request.method in {"GET", "HEAD"} or request.form.get(OWNER, "") == name_of(session):
        return
    raise PageOfAnother(address()) if session else SignedOut
