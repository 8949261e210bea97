"""Files: a local folder or an S3-compatible store, behind the same five words.

Names are made by us and say nothing; both kinds are reached through `obstore`. An S3 store takes its endpoint and
keys from the usual `AWS_…` variables.
"""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import urlsplit
from urllib.request import url2pathname

import obstore
from flask_babel import lazy_gettext as _
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, S3Store

from leadgate.foundation.errors import Refusal

CHUNK_BYTES = 1024 * 1024
PART_BYTES = 256 * 1024
"""What is read at once for somebody who takes it: hundreds of slow ones should hold little memory."""


class FileMissing(Exception):
    """The store does not have the file."""


PROBE, PROBE_BYTES = "ready/probe", 4096
"""What is written to see whether there is room; less could find room in the file system's own tables."""


class StorageFull(Refusal):
    """The store did not take the file: no space, or out of reach."""

    status = 503
    retry_after_seconds = 60
    sentence = _("The file could not be stored: no space is left, or the store is silent. Please try again later.")


class Storage:
    """Keeps files under names of ours."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.folder = Path(url2pathname(parts.path)) if parts.scheme == "file" else None
        self._url = url
        self._opened: LocalStore | S3Store | None = None

    @property
    def _store(self) -> LocalStore | S3Store:
        if self._opened is None:
            if self.folder is not None:
                self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._opened = LocalStore(self.folder)
            else:
                self._opened = S3Store.from_url(self._url)
        return self._opened

    def put(self, name: str, file: BinaryIO, told: Mapping[str, str] | None = None) -> str:
        """Stream a file in, in parts.

        Args:
            name: where it will lie; folders are divided by `/`, and what lies there is replaced.
            file: is read from where it stands to its end.
            told: headers a store of its own answers with where it sends the file itself (`signed_address`).

        Returns:
            Its SHA-256 in hexadecimal.

        Raises:
            StorageFull: the store does not take it; nothing is left of the file.
        """
        digest = sha256()

        def parts() -> Iterator[bytes]:
            while part := file.read(CHUNK_BYTES):
                digest.update(part)
                yield part

        try:
            obstore.put(self._store, name, parts(), attributes=None if self.folder else dict(told or {}))
        except (BaseError, OSError) as trouble:
            self.delete(name)
            raise StorageFull from trouble
        return digest.hexdigest()

    def read(self, name: str, start: int, length: int) -> Iterator[bytes]:
        """The bytes of a file, in parts.

        Args:
            name: as it was put.
            start: the first byte, counted from 0.
            length: how many bytes from there on.

        Raises:
            FileMissing: before the first part, when there is no such file or it is too short.
        """
        if file := self.open_at(name, start, length):
            return _parts_of(file, length)
        return self._read_remote(name, start, length)

    def open_at(self, name: str, start: int, length: int) -> BinaryIO | None:
        """The file itself, without a buffer and at the first byte wanted; None where it does not lie on this machine.

        Args:
            name: as it was put.
            start: the first byte, counted from 0.
            length: how many bytes from there on it has to have.

        Raises:
            FileMissing: there is no such file, or it is too short.
        """
        if self.folder is None:
            return None
        try:
            file = open(f"{self.folder}/{name}", "rb", buffering=0)  # noqa: PTH123, SIM115 - asked for by the thousand
        except OSError as trouble:
            raise FileMissing from trouble
        if os.fstat(file.fileno()).st_size < start + length:
            file.close()
            raise FileMissing
        file.seek(start)
        return cast(BinaryIO, file)

    def _read_remote(self, name: str, start: int, length: int) -> Iterator[bytes]:
        try:
            answer = obstore.get(self._store, name, options={"range": (start, start + length)})
        except (BaseError, OSError) as trouble:
            raise FileMissing from trouble
        return (bytes(part) for part in answer.stream(min_chunk_size=PART_BYTES))

    def signed_address(self, name: str, lasts: timedelta) -> str:
        """Where a store of its own gives a file to whoever has this address, for a while.

        Args:
            name: as it was put.
            lasts: until nobody gets it there any more.

        Returns:
            A URL of the store, signed (AWS Signature Version 4 in the query).
        """
        assert isinstance(self._store, S3Store)
        return obstore.sign(self._store, "GET", name, lasts)

    def has(self, name: str) -> bool:
        """Whether the store has a file of this name."""
        try:
            obstore.head(self._store, name)
        except (NotFoundError, FileNotFoundError):
            return False
        return True

    def takes_files(self) -> bool:
        """Whether it takes a file now; a small one is written and let go of again."""
        try:
            obstore.put(self._store, PROBE, bytes(PROBE_BYTES))
        except (BaseError, OSError):
            return False
        self.delete(PROBE)
        return True

    def delete(self, name: str) -> None:
        """Remove a file; one that is gone already is no error."""
        try:
            obstore.delete(self._store, name)
        except (BaseError, OSError):
            return

    def files(self, prefix: str | None = None) -> Iterator[tuple[str, int]]:
        """Every file as its name and its size in bytes, in the order of their names."""
        found = {one["path"]: one["size"] for batch in obstore.list(self._store, prefix) for one in batch}
        yield from sorted(found.items())

    def move(self, name: str, to: str) -> None:
        """Give a file another name.

        Args:
            name: as it was put.
            to: as it is found by from now on.
        """
        obstore.rename(self._store, name, to)

    def write_json(self, name: str, document: object) -> None:
        """Keep a small document, as JSON with sorted names; whatever had the name is replaced.

        Args:
            name: where it will lie.
            document: what `json` can write.
        """
        obstore.put(self._store, name, json.dumps(document, sort_keys=True).encode())

    def documents(self, prefix: str) -> Iterator[dict[str, object]]:
        """Every small document whose name starts so, in the order of their names."""
        names = sorted(found["path"] for batch in obstore.list(self._store, prefix) for found in batch)
        for name in names:
            yield json.loads(bytes(obstore.get(self._store, name).bytes()))


def _parts_of(file: BinaryIO, length: int) -> Iterator[bytes]:
    with file:
        while length > 0 and (part := file.read(min(PART_BYTES, length))):
            length -= len(part)
            yield part
