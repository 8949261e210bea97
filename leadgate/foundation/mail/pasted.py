"""Addresses as they are pasted: out of a web page, a mail program, a table, or an Asian input method."""

import re
import unicodedata
from functools import cache

INVISIBLE = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
)
"""Signs that come along with copied text and are in no address; joiners (U+200C, U+200D) belong to some scripts."""
SCHEME = re.compile(r"mailto:", re.IGNORECASE)
IN_ANGLES = re.compile(r"<([^<>]*)>\s*$")
AT = re.compile("[@\uff20]")
ANGLED, QUOTED = re.compile(r"<[^<>]*[@\uff20][^<>]*>"), re.compile(r'"[^"]*"')
PIECES = re.compile(r"[,\s]+")


def as_meant(text: str) -> str:
    """One address without what copying put around it: `Ada <ada@example.org>`, `mailto:…`, signs nobody sees.

    Full-width signs are the usual ones (RFC 8265, section 3.3.2: width mapping).

    Args:
        text: as typed or pasted.

    Returns:
        What may be an address; nothing in the middle of it is left out but signs nobody sees.
    """
    plain = (text if text.isascii() else "".join(map(_usual_width, text.translate(INVISIBLE)))).strip()
    if found := IN_ANGLES.search(plain):
        plain = found[1].strip()
    if SCHEME.match(plain):
        plain = plain[len("mailto:") :].partition("?")[0]
    return plain.rstrip(",;").removesuffix(".")


@cache
def _usual_width(sign: str) -> str:
    kind, _space, code = unicodedata.decomposition(sign).partition(" ")
    return chr(int(code, 16)) if kind in ("<wide>", "<narrow>") else sign


def taken_apart(text: str) -> list[tuple[int, str]]:
    """The addresses of a list, however it is written: one a line, with commas or semicolons, with names, as a table.

    Args:
        text: as pasted.

    Returns:
        What may be addresses, each with the number of its line, counted from 1. An entry without any is one itself, so
        that whoever reads it can say what is wrong with it.
    """
    entries = [(number, entry) for number, line in enumerate(text.splitlines(), 1) for entry in line.split(";")]
    return [(number, found) for number, entry in entries if entry.strip() for found in _in_entry(entry)]


def _in_entry(entry: str) -> list[str]:
    """Names and other cells beside an address are left out."""
    besides = QUOTED.sub(" ", ANGLED.sub(" ", entry))
    found = [*ANGLED.findall(entry), *(piece for piece in PIECES.split(besides) if AT.search(piece))]
    return found or [entry.strip()]
