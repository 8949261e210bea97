"""Pages and letters in a frame of the studio: as somebody would get them, and nothing can be done from there."""

from email.message import EmailMessage
from uuid import uuid4

from flask import Response, make_response, render_template

from leadgate.foundation.mail.composing import Letter, compose
from leadgate.foundation.web.security import CSP
from leadgate.foundation.words import text as _

FRAMED_BY_US = [("Content-Security-Policy", CSP.format(framers="'self'")), ("X-Robots-Tag", "noindex")]
FRAMES_US = ("Content-Security-Policy", f"{CSP.format(framers=chr(39) + 'none' + chr(39))}; frame-src 'self'")
SHOWN = {"From": _("From:"), "Reply-To": _("Answers to:"), "Subject": _("Subject:")}
"""What stands above a letter, by its header."""
OF_LETTERS = [
    # A letter brings its styles along in itself, as mail programs want it; it loads nothing and does nothing.
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-same-origin",
    ),
    ("X-Robots-Tag", "noindex"),
]


def page_shown(text: str) -> Response:
    """A page for a frame of ours.

    Args:
        text: the whole page.
    """
    answer = make_response(text)
    answer.headers.extend(FRAMED_BY_US)
    return answer


def letter_shown(name: str, letter: Letter, *, as_text: bool) -> Response:
    """A letter for a frame of ours, with its sender and its subject above it.

    Args:
        name: where its templates stand below `templates/mail/`.
        letter: to nobody.
        as_text: whether it is shown as programs show it that show no HTML.
    """
    mail = compose(name, letter, uuid4())
    headers = [(label, str(mail[header])) for header, label in SHOWN.items() if mail[header]]
    if as_text:
        head = "".join(f"{label} {value}\n" for label, value in headers)
        answer = Response(f"{head}\n{_part(mail, 'plain')}", mimetype="text/plain")
    else:
        answer = make_response(render_template("mail/framed.html", headers=headers, letter=_part(mail, "html")))
    answer.headers.extend(OF_LETTERS)
    return answer


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return part.get_content() if part else ""
