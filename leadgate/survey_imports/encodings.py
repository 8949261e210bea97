"""Which letters a file is written in: Unicode, or those of its country where there can be no doubt about them."""

import codecs
import re
from collections.abc import Iterator

from leadgate.foundation.files.decoding import decoded

FEWEST_SIGNS = 8
"""So many Chinese characters have to speak for an encoding: fewer may be those of another one by chance."""
MOSTLY = 0.95
_LATIN = re.compile(r"[A-Za-z0-9\s!-~äöüßÄÖÜéèêëàâçîïôùûœæÉÈÀÂÇÎÔñáíóúÁÍÓÚÑ¿¡‘’“”„‚«»–—…•·€£°§®©™\u00a0]*")
_USUAL = {"gb2312": {0xA1, 0xA3, *range(0xB0, 0xD8)}, "big5": {*range(0xA1, 0xC6)}}
"""The first bytes of an encoding's usual signs."""
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")


class NotSure(Exception):
    """It may be in more than one."""


def text_in(content: bytes) -> str:
    """What a file says.

    Raises:
        NotSure: it is not in Unicode, and nothing tells what else it is in.
    """
    if (wide := _wide(content)) is not None:
        return content.decode(wide)
    try:
        return decoded(content)
    except UnicodeDecodeError:
        pass
    for text in _told(content):
        return text
    raise NotSure


def _wide(content: bytes) -> str | None:
    """UTF-16 that has no mark: in most pairs of bytes one is nothing, always on the same side."""
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or len(content) < 8 or len(content) % 2:
        return None
    start = content[:4_000]
    for name, side in (("utf-16-le", 1), ("utf-16-be", 0)):
        empty = start[side::2].count(0)
        if empty >= len(start) // 4 and not start[1 - side :: 2].count(0):
            try:
                content.decode(name)
            except UnicodeDecodeError:
                return None
            return name
    return None


def _told(content: bytes) -> Iterator[str]:
    """The text in each encoding that speaks for itself: GB 18030, Big5, Windows-1252."""
    for name, common in (("gb18030", "gb2312"), ("cp950", "big5")):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if _is_chinese([sign for sign in text if ord(sign) > 127], common):
            yield text
    if max(map(len, _NOT_ASCII.findall(content)), default=0) <= 2:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            return
        if _LATIN.fullmatch(text):
            yield text


def _is_chinese(signs: list[str], encoding: str) -> bool:
    """Whether nearly all are signs that everybody writes, of the first level of an encoding, and one at least is none
    that other encodings have: Korean and Japanese stand with both bytes in the first half of that level.
    """
    pairs = [pair for pair in (sign.encode(encoding, "ignore") for sign in signs) if len(pair) == 2]
    known = [pair for pair in pairs if pair[0] in _USUAL[encoding]]
    alone = any(pair[0] > 0xC8 if encoding == "gb2312" else pair[1] < 0x80 for pair in known)
    return len(signs) >= FEWEST_SIGNS and len(known) >= MOSTLY * len(signs) and alone
