"""Showing a letter as it was sent, in the browser: nothing runs in it, and nobody is told that it was opened."""

from collections.abc import Mapping
from uuid import UUID

from flask import Response

from leadgate.letter_sending import editions
from leadgate.letters.fields import Marks
from leadgate.letters.showing import NOTHING_KNOWN, nobody, taken_apart

NOTHING_RUNS = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def without_fields(text: str) -> str:
    """A line with other words for what differs from reader to reader.

    Args:
        text: as it was typed.
    """
    marks = Marks(None)
    return "".join(one if isinstance(one, str) else one.instead or "" for one in marks.pieces(marks.marked(text)))


def page_of(edition_id: UUID, language: str, values: Mapping[str, str] = NOTHING_KNOWN) -> Response:
    """A letter as a page.

    Args:
        edition_id: of what was sent.
        language: in which.
        values: what is filled in, by the field's name; other words stand for what is missing.
    """
    sent = editions.composed(edition_id)[language].filled(nobody(at="archive", values=values))
    return Response(taken_apart(sent).html, headers={"Content-Security-Policy": NOTHING_RUNS})
