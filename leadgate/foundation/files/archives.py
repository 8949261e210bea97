"""ZIP archives, and the kinds of files that are ones inside: EPUB and Office.

Documented limits (OWASP ASVS 5.0 5.1.1): archives may hold at most 10,000 entries, unpack to at most 20 times the
upload limit, and no part by more than 200 to 1. Nothing is unpacked before they are looked at.
"""

import struct
import zipfile
import zlib
from collections.abc import Set
from typing import BinaryIO

from leadgate.foundation.files.errors import FileNotWhatItSays, FileUnpacksTooLarge

ZIP, EPUB = "application/zip", "application/epub+zip"
_OFFICE = "application/vnd.openxmlformats-officedocument"
WORD, EXCEL, POWERPOINT = (
    f"{_OFFICE}.wordprocessingml.document",
    f"{_OFFICE}.spreadsheetml.sheet",
    f"{_OFFICE}.presentationml.presentation",
)
OFFICE = {WORD: "word/", EXCEL: "xl/", POWERPOINT: "ppt/"}
MOST_ENTRIES = 10_000
MOST_RATIO = 200
RATIO_MATTERS_BYTES = 10_000_000
SAYS_BYTES = 64 * 1024
"""So much is read of the two small files in which an EPUB says that it is one."""
UNPACKING = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, LookupError, RuntimeError)
"""What a damaged ZIP raises while it is read."""
CONTAINER, PACKAGE = "META-INF/container.xml", b"application/oebps-package+xml"


def archive_kind(file: BinaryIO, unpacked_limit: int) -> str:
    """What an archive is.

    Args:
        file: can be read from anywhere.
        unpacked_limit: bytes it may unpack to.

    Raises:
        FileNotWhatItSays: it is broken, or no archive.
        FileUnpacksTooLarge: more entries, a larger whole or denser parts than the limits above allow.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            _refuse_bombs(archive.infolist(), unpacked_limit)
            return _kind(archive, set(archive.namelist()))
    except UNPACKING as refusal:
        raise FileNotWhatItSays from refusal


def _kind(archive: zipfile.ZipFile, names: Set[str]) -> str:
    """An EPUB says so in `mimetype`, or in its container where that is missing or comes last (Apple Books)."""
    if _start_of(archive, "mimetype", names).strip() == EPUB.encode():
        return EPUB
    if PACKAGE in _start_of(archive, CONTAINER, names):
        return EPUB
    if "[Content_Types].xml" in names:
        for kind, folder in OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return kind
    return ZIP


def _start_of(archive: zipfile.ZipFile, name: str, names: Set[str]) -> bytes:
    if name not in names:
        return b""
    with archive.open(name) as part:
        return part.read(SAYS_BYTES)


def _refuse_bombs(entries: list[zipfile.ZipInfo], unpacked_limit: int) -> None:
    total = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > RATIO_MATTERS_BYTES and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > MOST_ENTRIES or total > unpacked_limit or swollen:
        raise FileUnpacksTooLarge
