"""The files of a bundle, in a folder or still in its ZIP."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Protocol
from zipfile import BadZipFile, ZipFile

from .reading import Unreadable

CHUNK = 1 << 20
LONGEST_LINE = 1 << 24
UNPACKING = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError)
"""What a damaged ZIP raises while it is read."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the manifest says of a file."""

    sha256: str
    size: int
    lines: int


class BundleFiles(Protocol):
    """What is in a bundle."""

    is_sealed: bool
    """Whether whatever is in it was put there by whoever made it; a folder may hold other things."""

    def names(self) -> set[str]:
        """Of all files, with "/" between folders."""

    def content(self, name: str) -> bytes:
        """All bytes of a small file."""

    def lines(self, name: str) -> Iterator[bytes]:
        """Line by line, each with its line break."""

    def measured(self, name: str) -> Measured:
        """Its sum, its length in bytes, and how many line breaks are in it."""


class _Opened:
    def open(self, name: str) -> IO[bytes]:
        raise NotImplementedError

    def content(self, name: str) -> bytes:
        with self.open(name) as file:
            return file.read()

    def lines(self, name: str) -> Iterator[bytes]:
        with self.open(name) as file:
            while line := file.readline(LONGEST_LINE):
                yield line

    def measured(self, name: str) -> Measured:
        digest, size, lines = sha256(), 0, 0
        with self.open(name) as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                size, lines = size + len(chunk), lines + chunk.count(b"\n")
        return Measured(digest.hexdigest(), size, lines)


class FolderFiles(_Opened):
    """A bundle that was unpacked; what lies beside it is not part of it."""

    is_sealed = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> set[str]:
        """Of all files, with "/" between folders."""
        return {path.relative_to(self._folder).as_posix() for path in self._folder.rglob("*") if path.is_file()}

    def open(self, name: str) -> IO[bytes]:
        """For reading; the name is one of `names()`."""
        return (self._folder / name).open("rb")


class ZippedFiles(_Opened):
    """A bundle as it was handed out."""

    is_sealed = True

    def __init__(self, file: Path | IO[bytes]) -> None:
        try:
            self._zip = ZipFile(file)
        except UNPACKING as damage:
            raise Unreadable("It is no ZIP file.") from damage
        listed = self._zip.namelist()
        if len(set(listed)) != len(listed):
            raise Unreadable("A file stands in it twice.")

    def names(self) -> set[str]:
        """Of all files, with "/" between folders."""
        return set(self._zip.namelist())

    def open(self, name: str) -> IO[bytes]:
        """For reading; the name is one of `names()`."""
        return self._zip.open(name)
