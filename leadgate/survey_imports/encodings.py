"""Which letters a file is written in: Unicode, or those of its country where there can be no doubt about them."""

import codecs
import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO

from leadgate.foundation.files.decoding import UTF_16

FEWEST_SIGNS = 8
"""So many Chinese characters have to speak for an encoding: fewer may be those of another one by chance."""
MOSTLY = 0.95
START_BYTES, PART_BYTES = 4_000, 1 << 20
TELLING_BYTES = 1 << 18
"""So much of the lines that are not all ASCII tells what a file is in."""
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
    try:
        return content.decode(letters_of(BytesIO(content)))
    except UnicodeDecodeError as trouble:
        raise NotSure from trouble


def letters_of(file: IO[bytes]) -> str:
    """In which letters a file is written, as Python calls them; it is not held whole for that.

    Args:
        file: can be read from its beginning several times.

    Raises:
        NotSure: it is not in Unicode, and nothing tells what else it is in.
    """
    file.seek(0)
    start = file.read(START_BYTES)
    for name in (_wide(start), "utf-16" if start[:2] in UTF_16 else "utf-8-sig"):
        if name and _is_in(file, name):
            return name
    for name in _told(_strange_lines(file)):
        return name
    raise NotSure


def _is_in(file: IO[bytes], name: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(name)()
    try:
        while part := file.read(PART_BYTES):
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _strange_lines(file: IO[bytes]) -> bytes:
    """The lines of a file that are not all ASCII, as many as tell what it is in."""
    file.seek(0)
    found = bytearray()
    while len(found) < TELLING_BYTES and (line := file.readline(PART_BYTES)):
        if not line.isascii():
            found += line
    return bytes(found)


def _wide(start: bytes) -> str | None:
    """UTF-16 that has no mark: in most pairs of bytes one is nothing, always on the same side."""
    if start[:2] in UTF_16 or len(start) < 8:
        return None
    for name, side in (("utf-16-le", 1), ("utf-16-be", 0)):
        empty = start[side::2].count(0)
        if empty >= len(start) // 4 and not start[1 - side :: 2].count(0):
            return name
    return None


def _told(strange: bytes) -> Iterator[str]:
    """Each encoding that lines speak for themselves: GB 18030, Big5, Windows-1252."""
    for name, common in (("gb18030", "gb2312"), ("cp950", "big5")):
        try:
            text = strange.decode(name)
        except UnicodeDecodeError:
            continue
        if _is_chinese([sign for sign in text if ord(sign) > 127], common):
            yield name
    if max(map(len, _NOT_ASCII.findall(strange)), default=0) <= 2:
        try:
            text = strange.decode("cp1252")
        except UnicodeDecodeError:
            return
        if _LATIN.fullmatch(text):
            yield "cp1252"


def _is_chinese(signs: list[str], encoding: str) -> bool:
    """Whether nearly all are signs that everybody writes, of the first level of an encoding, and one at least is none
    that other encodings have: Korean and Japanese stand with both bytes in the first half of that level.
    """
    pairs = [pair for pair in (sign.encode(encoding, "ignore") for sign in signs) if len(pair) == 2]
    known = [pair for pair in pairs if pair[0] in _USUAL[encoding]]
    alone = any(pair[0] > 0xC8 if encoding == "gb2312" else pair[1] < 0x80 for pair in known)
    return len(signs) >= FEWEST_SIGNS and len(known) >= MOSTLY * len(signs) and alone
