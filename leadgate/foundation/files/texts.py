"""Files of text that people write with an editor and name on the command line."""

import codecs
from pathlib import Path

from leadgate.foundation.errors import Refusal
from leadgate.foundation.words import text as _


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


def from_spreadsheet(content: bytes) -> str:
    """A table as spreadsheet programs save it: in Unicode, or in Windows-1252, as Excel writes in the west.

    Raises:
        UnicodeDecodeError: it is neither.
    """
    try:
        return decoded(content)
    except UnicodeDecodeError:
        return content.decode("cp1252")


def decoded(content: bytes) -> str:
    """UTF-8; some editors put a mark of their byte order before it, and write UTF-16 with one."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    return content.decode("utf-8-sig")
