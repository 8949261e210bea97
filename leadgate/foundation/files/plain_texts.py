"""Texts as people have them: in UTF-8, in UTF-16 with its mark, or in the eight-bit letters of their country.

A spreadsheet saves CSV in what its system writes (Windows-1252, Big5, Shift JIS …) and reads all of them, so all are
taken. What is no text has control signs.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from leadgate.foundation.files.decoding import EIGHT_BITS, UTF_16

PART_BYTES = 1024 * 1024
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
PAGES_AND_PROGRAMS = ("<!doctype", "<html", "<svg", "<?xml", "<script", "%pdf")


def is_plain_text(file: BinaryIO) -> bool:
    """Whether a file is a text all through, and no page or program by its first words.

    Args:
        file: stands at its start; is read to its end.
    """
    mark = file.read(2)
    file.seek(0)
    try:
        for number, text in enumerate(_parts(file, UTF_16.get(mark, EIGHT_BITS))):
            first = text.lstrip("\ufeff \t\r\n").removeprefix("ï»¿").lstrip()[:200].lower() if number == 0 else ""
            if NO_TEXT.search(text) or first.startswith(PAGES_AND_PROGRAMS):
                return False
    except UnicodeDecodeError:
        return False
    return True


def _parts(file: BinaryIO, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    while part := file.read(PART_BYTES):
        yield decoder.decode(part)
    decoder.decode(b"", final=True)
