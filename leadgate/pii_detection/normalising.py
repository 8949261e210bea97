"""One way of writing for every text and every list, with the places in the text as it was written.

Full-width and styled signs become plain ones (NFKC, Unicode Standard Annex 15), accents go, signs that cannot be seen
go, quotation marks and dashes become those of ASCII, and traditional Chinese becomes simplified, sign by sign: many
traditional signs are one simplified sign, so only this direction keeps the length. Nothing normalised is ever stored.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_SIGN = re.compile(rf"[^{_UNSEEN}][\u0300-\u036f{_UNSEEN}]*|[{_UNSEEN}]+", re.DOTALL)
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_ALIKE = str.maketrans("‘’‚‛′`´“”„«»–—‐‑‒―−〇", "'''''''\"\"\"\"\"-------0")
_SPELT = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
)
_LATIN = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text in its plain form.

    Args:
        text: what is searched.
        starts: where each sign of it begins in the text as it was written.
        ends: where each sign of it ends there.
    """

    text: str
    starts: range | list[int]
    ends: range | list[int]

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the plain text, one sign or longer, stands in the text as it was written."""
        return self.starts[start], self.ends[end - 1]


def normalised(text: str) -> PlainText:
    """A text in its plain form, with its places."""
    if text.isascii():
        return PlainText(text.translate(_ALIKE), range(len(text)), range(1, len(text) + 1))
    signs = [(plain, found) for found in _SIGN.finditer(text) for plain in _plain(found[0])]
    return PlainText(
        "".join(plain for plain, _ in signs),
        [found.start() for _, found in signs],
        [found.end() for _, found in signs],
    )


def plain(text: str) -> str:
    """A text in its plain form."""
    return normalised(text).text


@lru_cache(maxsize=16_384)
def _plain(sign: str) -> str:
    """The plain form of one sign with what hangs on it."""
    composed = unicodedata.normalize("NFKC", _HIDDEN.sub("", sign).translate(_ALIKE)).translate(_ALIKE)
    return "".join(_bare(one) for one in composed).translate(_SPELT).translate(_simplified())


def _bare(sign: str) -> str:
    """A Latin letter without its accent; an accent that was left by itself is nothing."""
    if unicodedata.combining(sign) and sign < "\u0370":
        return ""
    return unicodedata.normalize("NFKD", sign)[0] if _LATIN.match(sign) else sign


@cache
def _simplified() -> dict[int, str]:
    lines = (files(__package__) / "simplified.txt").read_text(encoding="utf-8").splitlines()
    return dict(_pairs([line for line in lines if not line.startswith("#")]))


def _pairs(lines: list[str]) -> Iterator[tuple[int, str]]:
    for written, meant in zip(lines[::2], lines[1::2], strict=True):
        yield from ((ord(one), other) for one, other in zip(written, meant, strict=True))
