"""What kind of file this is, decided from its content; a name only has to agree.

Documented limits (OWASP ASVS 5.0 5.1.1): archives may hold at most 10,000 entries, unpack to at most 20 times the
upload limit, and no part by more than 200 to 1.
"""

import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

import puremagic

from leadgate.foundation.files.errors import EmptyFile, FileKindRefused, FileNotWhatItSays, FileUnpacksTooLarge

MOST_ENTRIES = 10_000
MOST_RATIO = 200
RATIO_MATTERS_BYTES = 10_000_000
HEAD_BYTES = 64 * 1024
LONGEST_NAME = 120

KINDS = {
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".zip": "application/zip",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".mp4": "video/mp4",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}
TEXTS = {".csv", ".md", ".markdown", ".txt"}
OFFICE = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}


@dataclass(frozen=True, slots=True)
class FileKind:
    """A file that can be taken."""

    media_type: str
    name: str


def recognise(file: BinaryIO, name: str, *, unpacked_limit: int) -> FileKind:
    """What a file is; leaves it at its start.

    Args:
        file: can be read from anywhere; stands at its start.
        name: what the uploader calls it; only its last part and its ending count.
        unpacked_limit: bytes an archive may unpack to.

    Raises:
        EmptyFile: there is not one byte in it.
        FileKindRefused: no file of this ending is taken, or the content is of no kind anybody knows.
        FileNotWhatItSays: the content is of another kind than the ending says, or a text that is a page or a program.
        FileUnpacksTooLarge: an archive of more entries, a larger whole or denser parts than the limits above allow.
    """
    name = safe_name(name)
    ending = PurePosixPath(name).suffix.lower()
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if not head:
        raise EmptyFile
    if ending not in KINDS:
        raise FileKindRefused
    found = _text_kind(head, ending) if ending in TEXTS else _binary_kind(file, head, unpacked_limit)
    file.seek(0)
    if found != KINDS[ending]:
        raise FileNotWhatItSays
    return FileKind(found, name)


def safe_name(name: str) -> str:
    """The last part of a name, without what a header or a file system could stumble over."""
    last = name.replace("\\", "/").rpartition("/")[2].strip(". ")
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in '"<>:|?*;%').strip()
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:LONGEST_NAME] or 'download'}{dot}{ending[:12]}" if dot else kept[:LONGEST_NAME] or "download"


def _text_kind(head: bytes, ending: str) -> str:
    try:
        text = head.decode("utf-8-sig") if len(head) < HEAD_BYTES else head[:-4].decode("utf-8-sig", "ignore")
    except UnicodeDecodeError as refusal:
        raise FileNotWhatItSays from refusal
    start = text.lstrip()[:200].lower()
    if "\0" in text or start.startswith(("<!doctype", "<html", "<svg", "<?xml", "<script", "%pdf")):
        raise FileNotWhatItSays
    return KINDS[ending]


def _binary_kind(file: BinaryIO, head: bytes, unpacked_limit: int) -> str:
    if head.startswith(b"PK\x03\x04"):
        return _archive_kind(file, unpacked_limit)
    try:
        found = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError) as refusal:
        raise FileKindRefused from refusal
    if head[4:8] == b"ftyp":
        return KINDS[".mp4"]
    return str(found)


def _archive_kind(file: BinaryIO, unpacked_limit: int) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            mime = archive.read("mimetype") if entries and entries[0].filename == "mimetype" else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, KeyError, ValueError, OSError) as refusal:
        raise FileNotWhatItSays from refusal
    _refuse_bombs(entries, unpacked_limit)
    names = {entry.filename for entry in entries}
    if mime.strip() == b"application/epub+zip":
        return KINDS[".epub"]
    if "[Content_Types].xml" in names:
        for ending, folder in OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return KINDS[ending]
    return KINDS[".zip"]


def _refuse_bombs(entries: list[zipfile.ZipInfo], unpacked_limit: int) -> None:
    total = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > RATIO_MATTERS_BYTES and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > MOST_ENTRIES or total > unpacked_limit or swollen:
        raise FileUnpacksTooLarge
