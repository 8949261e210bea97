"""How a letter looks to a reader: what is shown is what would be sent, in a frame where nothing runs."""

import re
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Response
from msgspec.structs import asdict, replace

from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation
from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _
from leadgate.letter_editor import checking
from leadgate.letters.composing.frame import Composition, Frame
from leadgate.letters.fields import Marks
from leadgate.letters.framing import compose_here, frame_of
from leadgate.letters.queries import known_fields
from leadgate.letters.showing import LetterShown, nobody, taken_apart
from leadgate.letters.types import Block, LetterWording

_BARE = re.compile(r"\{\s*([A-Za-z][\w.]*)\s*\}")
_BEGUN = re.compile(r"\{(?=\s*[A-Za-z])")
_HEADERS = [
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self';"
        " sandbox allow-same-origin",
    ),
    ("X-Robots-Tag", "noindex"),
]
_DARK = "@media (prefers-color-scheme:dark)"


class LetterLook(Words):
    """As what a letter is shown."""

    PHONE = "phone", _("Phone")
    DESKTOP = "desktop", _("Desktop")
    DARK = "dark", _("Dark")
    TEXT = "text", _("Text alone")


def shown(wording: LetterWording, language: str, purpose_id: UUID) -> LetterShown:
    """A letter for nobody in particular; a block that cannot be composed shows what was typed into it.

    Args:
        wording: what it says.
        language: its own.
        purpose_id: what it is sent for.
    """
    said = for_nobody(harmless(wording, frame_of(language, purpose_id)))
    return taken_apart(compose_here(said, language, purpose_id).filled(nobody(at="preview")))


def for_nobody(wording: LetterWording) -> LetterWording:
    """A wording for somebody of whom nothing is known: a field without other words says what would stand there.

    Args:
        wording: as it was typed.
    """
    called = known_fields()

    def other(found: re.Match[str]) -> str:
        return f"{{{found[1]}|[{called.get(found[1].lower(), found[1])}]}}"

    def said(one: Any) -> dict[str, str]:
        return {name: _BARE.sub(other, text) for name, text in asdict(one).items() if isinstance(text, str)}

    return replace(wording, **said(wording), blocks=tuple(replace(one, **said(one)) for one in wording.blocks))


def harmless(wording: LetterWording, frame: Frame) -> LetterWording:
    """A wording that can be composed: what is wrong in it stands there as it was typed.

    Args:
        wording: as it was typed.
        frame: what it is set in.
    """
    at_work = Composition(frame, Marks(frozenset(known_fields())), installation().settings.base_url)
    blocks = (_harmless(one) if checking.fault_of(one, at_work) else one for one in wording.blocks)
    head = {name: _said(getattr(wording, name), at_work.marks) for name in ("subject", "preheader")}
    return replace(wording, blocks=tuple(blocks), **head)


def _said(text: str, marks: Marks) -> str:
    try:
        marks.marked(text)
    except Refusal:
        return _BEGUN.sub("{\u2060", text)
    return text


def _harmless(block: Block) -> Block:
    texts = {name: value for name, value in asdict(block).items() if isinstance(value, str) and "{" in value}
    addresses = {"url", "link", "picture"}
    return replace(
        block,
        **{
            name: value.replace("{", "%7B") if name in addresses else _BEGUN.sub("{\u2060", value)
            for name, value in texts.items()
        },
    )


def answer(letter: LetterShown, look: str) -> Response:
    """The letter for a frame of ours.

    Args:
        letter: what is shown.
        look: as what (`LetterLook`).
    """
    if look == LetterLook.TEXT:
        page = Response(letter.plain, mimetype="text/plain")
    else:
        page = Response(_seen(letter.html, is_dark=look == LetterLook.DARK))
    page.headers.extend(_HEADERS)
    return page


def _seen(html: str, *, is_dark: bool) -> str:
    """As a mail program shows it that is dark, or is not, whatever this browser is."""
    scheme = "dark" if is_dark else "light"
    html = html.replace(_DARK, "@media all" if is_dark else "@media not all")
    base = installation().settings.base_url
    html = html.replace(f'="{base}/letter-pictures/', f'="{urlsplit(base).path}/letter-pictures/')
    html = html.replace('content="light dark"', f'content="{scheme}"')
    return html.replace("</head>", f"<style>:root{{color-scheme:{scheme}}}</style></head>", 1)
