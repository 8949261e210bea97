"""Text out of bytes as editors and spreadsheet programs write them."""

import codecs
from pathlib import Path

from leadgate.foundation.errors import Refusal
from leadgate.foundation.words import text as _

UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
EIGHT_BITS = "latin-1"
"""In which each byte is some letter: what is read in it is a text, if not the one that was meant."""


class NotText(Refusal):
    """The file is in no encoding of Unicode that names itself."""

    sentence = _("This file is no text in UTF-8. Please save it anew as UTF-8.")


def text_of(path: Path) -> str:
    """What a file says, without spaces around it.

    Args:
        path: of the file; UTF-8, or UTF-16 with the mark of its byte order.

    Raises:
        NotText: it is in neither.
    """
    try:
        return decoded(path.read_bytes()).strip()
    except UnicodeDecodeError as trouble:
        raise NotText from trouble


def addresses_in(content: bytes) -> str:
    """A table of addresses and days as spreadsheet programs save it: in Unicode, or in the letters of their country.

    Which those are is not guessed: addresses and days are written alike in all of them (Windows-1252, Big5, Shift JIS
    …), and other words of the table are not to be trusted.
    """
    try:
        return decoded(content)
    except UnicodeDecodeError:
        return content.decode(EIGHT_BITS)


def decoded(content: bytes) -> str:
    """UTF-8; some editors put a mark of their byte order before it, and write UTF-16 with one.

    Raises:
        UnicodeDecodeError: it is neither.
    """
    return content.decode("utf-16" if content[:2] in UTF_16 else "utf-8-sig")
