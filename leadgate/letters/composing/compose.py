"""Composing a letter of one language."""

import secrets
from html import escape
from urllib.parse import urlsplit

from leadgate.letters.composing.frame import Composition, Frame
from leadgate.letters.composing.message import ComposedLetter, folded
from leadgate.letters.composing.mjml import html_of
from leadgate.letters.composing.pieces import part_of
from leadgate.letters.composing.plain import plain_of
from leadgate.letters.fields import Marks
from leadgate.letters.types import LetterWording


def compose(
    wording: LetterWording, frame: Frame, *, known: frozenset[str] | None, headers: dict[str, str], base_url: str
) -> ComposedLetter:
    """A letter in one language, made once for everybody.

    Args:
        wording: what it says.
        frame: what it is set in.
        known: the personal fields there are.
        headers: those that are the same for everybody, in clear.
        base_url: of this installation, whose host stands in each `Message-ID`.

    Raises:
        UnknownField, BrokenField, FieldInAddress: as they say.
    """
    at_work = Composition(frame, Marks(known), base_url)
    subject = tuple(at_work.marks.pieces(at_work.marks.marked(" ".join(wording.subject.split()))))
    html, plain = html_of(wording, at_work), plain_of(wording, at_work)
    boundary = f"=_{secrets.token_hex(16)}"
    head = "".join(folded(name, value) for name, value in headers.items())
    head += f'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="{boundary}"\r\n'
    return ComposedLetter(
        head=head.encode(),
        subject=subject,
        domain=urlsplit(base_url).hostname or "localhost",
        boundary=boundary.encode(),
        plain=part_of(at_work.marks.pieces(plain), str),
        html=part_of(at_work.marks.pieces(html), escape),
        fields=tuple(one for one in at_work.marks.fields if not one.name.startswith("@")),
    )
