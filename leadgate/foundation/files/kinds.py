"""What kind of file this is, decided from its content; a name only has to agree."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

import puremagic

from leadgate.foundation.files import archives, films
from leadgate.foundation.files.archives import archive_kind
from leadgate.foundation.files.errors import EmptyFile, FileKindRefused, FileNamedWrongly, FileNotWhatItSays
from leadgate.foundation.files.films import film_kind
from leadgate.foundation.files.names import safe_name
from leadgate.foundation.files.plain_texts import is_plain_text

HEAD_BYTES = 64 * 1024
PDF = "application/pdf"
PDF_STARTS_WITHIN = 1024
"""Readers look so far for the header, behind a mark, blank lines or the head of a mail part (ISO 32000)."""
PICTURES = {"image/png", "image/jpeg", "image/webp", "image/gif"}

KINDS = {
    ".pdf": PDF,
    ".epub": archives.EPUB,
    ".zip": archives.ZIP,
    ".docx": archives.WORD,
    ".xlsx": archives.EXCEL,
    ".pptx": archives.POWERPOINT,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".mp4": films.FILM,
    ".m4a": films.SOUND,
    ".mov": films.QUICKTIME,
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}
TEXTS = {".csv", ".md", ".markdown", ".txt"}


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
        FileNamedWrongly: the content is of a kind that is taken, and the name has no ending of one.
        FileKindRefused: neither the content nor the ending is of a kind that is taken.
        FileNotWhatItSays: the content is of another kind than the ending says, or a text that is a page or a program.
        FileUnpacksTooLarge: an archive of more entries, a larger whole or denser parts than are allowed.
    """
    name = safe_name(name)
    if f".{name.lower()}" in KINDS:
        name = f"download.{name}"  # it was called by its ending alone
    ending = PurePosixPath(name).suffix.lower()
    head = file.read(HEAD_BYTES)
    if not head:
        raise EmptyFile
    file.seek(0)
    found = KINDS[ending] if ending in TEXTS and is_plain_text(file) else _kind_of_content(file, head, unpacked_limit)
    file.seek(0)
    if ending not in KINDS:
        raise FileNamedWrongly(_ending_of(found)) if found else FileKindRefused
    if found == films.FILM and ending == ".m4a":
        found = films.SOUND  # recorders of telephones name the brand of films
    if found != KINDS[ending]:
        raise FileNotWhatItSays
    return FileKind(found, name)


def _kind_of_content(file: BinaryIO, head: bytes, unpacked_limit: int) -> str | None:
    """The kind of a file that is no text, of those that are taken."""
    if head.startswith(b"PK\x03\x04"):
        return archive_kind(file, unpacked_limit)
    if head[4:8] == b"ftyp":
        return film_kind(head)
    try:
        found = str(puremagic.from_string(head, mime=True))
    except (puremagic.PureError, ValueError):
        found = ""
    if found in PICTURES or found == films.QUICKTIME:
        return found
    return PDF if b"%PDF-" in head[:PDF_STARTS_WITHIN] else None


def _ending_of(media_type: str) -> str:
    return next(ending for ending, kind in KINDS.items() if kind == media_type)
