"""Which letters a picture is written in, and where its lines break.

The fonts are those of the machine. A sign that a font has not is never drawn as a box: the caller is told that the text
cannot be written, and leaves it out.
"""

import unicodedata
from collections.abc import Iterable, Sequence
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


def font_for(text: str, language: str) -> Path | str | None:
    """The file of the first font that has every sign of a text; empty for the one Pillow brings, None without any.

    Args:
        text: what is to be written.
        language: of the text.
    """
    signs = {sign for sign in text if not sign.isspace()}
    if any(_needs_shaping(sign) for sign in signs):
        return None
    fonts: tuple[Path | str, ...] = (*_installed(), "")
    return next((one for one in fonts if _has_all(opened(one, 20, language), signs)), None)


def opened(file: Path | str, size: int, language: str) -> FreeTypeFont:
    """A font in a size.

    Args:
        file: as `font_for` found it.
        size: in points of the picture.
        language: by which a face of a collection is chosen.
    """
    if not file:
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


def _has_all(font: FreeTypeFont, signs: Iterable[str]) -> bool:
    missing = _shape(font, UNKNOWN)
    return all(_shape(font, sign) != missing for sign in signs)


def _shape(font: FreeTypeFont, sign: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(sign)
    return mask.size, bytes(mask)


def lines_of(text: str, font: FreeTypeFont, width: int) -> list[str]:
    """A text in as few lines as fit, each about as long as the others; a word that is longer stands alone.

    Args:
        text: in words, or in signs that need no spaces.
        font: it is written in.
        width: of the longest line, in points.
    """
    parts = [(one, font.getlength(one), font.getlength(one.rstrip())) for one in _parts(text)]
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


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in ("W", "F")
