"""Showing a letter as it was sent, in the browser: nothing runs in it, and nobody is told that it was opened."""

from collections.abc import Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import UUID

from flask import Response

from leadgate.foundation import clock
from leadgate.foundation.installation import installation
from leadgate.letter_sending import editions
from leadgate.letters.composing.message import Reader
from leadgate.letters.fields import Marks
from leadgate.letters.queries import known_fields

NOTHING_RUNS = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def without_fields(text: str) -> str:
    """A line with other words for what differs from reader to reader.

    Args:
        text: as it was typed.
    """
    marks = Marks(frozenset(known_fields()))
    return "".join(one if isinstance(one, str) else one.instead or "" for one in marks.pieces(marks.marked(text)))


def page_of(edition_id: UUID, language: str, values: Mapping[str, str], unsubscribe_url: str = "") -> Response:
    """A letter as a page.

    Args:
        edition_id: of what was sent.
        language: in which.
        values: what is filled in, by the field's name; other words stand for what is missing.
        unsubscribe_url: where its way out leads; to one's own page when empty.
    """
    raw = editions.composed(edition_id)[language].filled(
        Reader(
            address="reader@example.com",
            values=values,
            unsubscribe_url=unsubscribe_url or f"{installation().settings.base_url}/me",
            unsubscribe_mail=None,
            message_id="archive",
            at=clock.now(),
        )
    )
    part = message_from_bytes(raw, _class=EmailMessage, policy=policy.default).get_body(("html",))
    page = str(part.get_content()) if part else ""
    return Response(page, headers={"Content-Security-Policy": NOTHING_RUNS})
