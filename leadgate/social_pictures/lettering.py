"""Which letters a picture is written in, and where its lines break.

The fonts are those of the machine. A sign that no font has is never drawn as a box: it is left out, and so is the whole
text where too little of it would remain.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
FACES, NARROW = {"ja": 0, "zh-Hans": 2, "zh-Hant": 3}, 1
"""Where Noto's collections keep the forms of signs that each language writes; quotes are narrow in the Korean ones."""
COLLECTIONS = ("NotoSerifCJK-Bold.ttc", "NotoSansCJK-Bold.ttc", "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc")
WESTERN = ("NotoSerif-Bold.ttf", "DejaVuSerif-Bold.ttf", "LiberationSerif-Bold.ttf", "DejaVuSans-Bold.ttf")
UNSEEN = 8
"""So many points more or less in a line nobody sees."""
UNKNOWN = "\U0010ffff"
NOT_FIRST = "，。、；：！？）」』】》〉”’…—·,.;:!?)]}%"
"""What no line begins with."""
NOT_LAST = "（「『【《〈“‘([{"
"""What no line ends with."""


@dataclass(frozen=True, slots=True)
class Writable:
    """What can be written of a text.

    Args:
        text: without the signs that cannot.
        file: of the font it is written in; empty for the one Pillow brings.
    """

    text: str
    file: Path | str


def writable(text: str, language: str) -> Writable | None:
    """What can be written of a text, in the first font that has most of it; None where half of its letters are missing.

    Args:
        text: what is to be written.
        language: of the text.
    """
    text = unicodedata.normalize("NFC", text)
    fonts: tuple[Path | str, ...] = (*_installed(), "")
    found = [Writable(_kept(text, opened(one, 20, language)), one) for one in fonts]
    best = max(found, key=lambda one: len(one.text))
    return best if 2 * _letters(best.text) > _letters(text) else None


def _kept(text: str, font: FreeTypeFont) -> str:
    signs = {sign for sign in text if not sign.isspace()}
    has = set(_had(font, (sign for sign in signs if not _needs_shaping(sign))))
    kept = "".join(sign for sign in text if sign in has or sign.isspace())
    return " ".join(kept.split())


def _letters(text: str) -> int:
    return sum(unicodedata.category(sign)[0] in "LN" for sign in text)


def opened(file: Path | str, size: int, language: str) -> FreeTypeFont:
    """A font in a size.

    Args:
        file: as `writable` found it.
        size: in points of the picture.
        language: by which a face of a collection is chosen.
    """
    if not file:
        # Its own face, wherever Pillow has FreeType, as its wheels do.
        return ImageFont.load_default(size)  # type: ignore[return-value]
    face = FACES.get(language, NARROW) if str(file).endswith(".ttc") else 0
    return ImageFont.truetype(str(file), size, index=face, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1)
def _installed() -> Sequence[Path]:
    found = {path.name: path for folder in FOLDERS for path in Path(folder).rglob("*.tt[cf]")}
    return [found[name] for name in (*COLLECTIONS, *WESTERN) if name in found]


def _needs_shaping(sign: str) -> bool:
    """Whether a sign is written from the right, or changes with its neighbours."""
    return unicodedata.bidirectional(sign) in ("R", "AL", "AN") or unicodedata.category(sign) in ("Mn", "Mc", "Cf")


def _had(font: FreeTypeFont, signs: Iterable[str]) -> Iterator[str]:
    missing = _shape(font, UNKNOWN)
    return (sign for sign in signs if _shape(font, sign) != missing)


def _shape(font: FreeTypeFont, sign: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(sign)
    return mask.size, bytes(mask)


def lines_of(text: str, font: FreeTypeFont, width: int, *, breaks: bool = False) -> list[str]:
    """A text in as few lines as fit, each about as long as the others; a word that is longer stands alone.

    Args:
        text: in words, or in signs that need no spaces.
        font: it is written in.
        width: of the longest line, in points.
        breaks: whether a word that is longer than a line is broken.
    """
    words = _parts(text)
    if breaks:
        words = [piece for word in words for piece in _pieces(word, font, width)]
    parts = [(one, font.getlength(one), font.getlength(one.rstrip())) for one in words]
    lines, narrow = _filled(parts, width), max((bare for _one, _whole, bare in parts), default=0)
    wide = float(width)
    while wide - narrow > UNSEEN:
        middle = (wide + narrow) / 2
        tried = _filled(parts, middle)
        wide, narrow, lines = (middle, narrow, tried) if len(tried) == len(lines) else (wide, middle, lines)
    return lines


def _filled(parts: Iterable[tuple[str, float, float]], width: float) -> list[str]:
    lines, filled = [""], 0.0
    for part, whole, bare in parts:
        if lines[-1] and filled + bare > width:
            lines.append("")
            filled = 0.0
        lines[-1] += part
        filled += whole
    return [line.strip() for line in lines]


def _parts(text: str) -> list[str]:
    """Between which parts a line may break: after spaces, and beside signs that need none."""
    parts: list[str] = []
    for sign in text:
        before = parts[-1][-1] if parts else " "
        breaks = (before.isspace() and not sign.isspace()) or _is_wide(sign) or _is_wide(before)
        if parts and (not breaks or sign in NOT_FIRST or before in NOT_LAST or sign.isspace()):
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts


def _pieces(word: str, font: FreeTypeFont, width: int) -> Iterator[str]:
    """A word as long as lines are; one that fits stays whole."""
    begun = ""
    for sign in word:
        if begun and not sign.isspace() and font.getlength(begun + sign) > width:
            yield begun
            begun = ""
        begun += sign
    yield begun


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in ("W", "F")
