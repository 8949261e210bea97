"""Files: a local folder or an S3-compatible store, behind the same five words.

Names are made by us and say nothing; both kinds are reached through `obstore`. An S3 store takes its endpoint and
keys from the usual `AWS_…` variables.
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import timedelta
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit
from urllib.request import url2pathname

import obstore
from obstore.exceptions import BaseError, GenericError, NotFoundError
from obstore.store import LocalStore, S3Store

from leadgate.foundation.files import patience
from leadgate.foundation.files.durable import settled, write_durably
from leadgate.foundation.files.store_errors import FileMissing, StorageFull, StoreSilent

CHUNK_BYTES = 1024 * 1024
PART_BYTES = 256 * 1024
"""What is read at once for somebody who takes it: hundreds of slow ones should hold little memory."""
STREAMED_BYTES = 32 * 1024
"""What a store has to have sent before it is passed on; with the first of it, it has answered."""
FIRST_BYTE_SECONDS = 5.0
PROBE, PROBE_BYTES = "ready/probe", 4096
"""What is written to see whether there is room; less could find room in the file system's own tables."""


class Storage:
    """Keeps files under names of ours."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.folder = Path(url2pathname(parts.path)) if parts.scheme == "file" else None
        self._url = url
        self._patience = patience.Patience()

    @cached_property
    def _store(self) -> LocalStore | S3Store:
        if self.folder is None:
            return S3Store.from_url(
                self._url, client_options=patience.client(patience.ANSWERS_WITHIN), retry_config=patience.TRIES
            )
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return LocalStore(self.folder)

    @cached_property
    def _streams(self) -> S3Store:
        return S3Store.from_url(
            self._url, client_options=patience.client(patience.STREAMS_WITHIN), retry_config=patience.TRIES
        )

    def _turn(self, put: str = "") -> AbstractContextManager[None]:
        """Ask a store in turn; of a folder, to have on the disk what is put there, which a store says by itself."""
        if self.folder is None:
            return self._patience.turn()
        return settled(self.folder / put) if put else nullcontext()

    def put(self, name: str, file: BinaryIO, told: Mapping[str, str] | None = None) -> str:
        """Stream a file in, in parts.

        Args:
            name: where it will lie; folders are divided by `/`, and what lies there is replaced.
            file: is read from where it stands to its end.
            told: headers a store of its own answers with where it sends the file itself (`signed_address`).

        Returns:
            Its SHA-256 in hexadecimal, once it is kept for good.

        Raises:
            StorageFull: the store does not take it; nothing is left of the file.
        """
        digest = sha256()

        def parts() -> Iterator[bytes]:
            while part := file.read(CHUNK_BYTES):
                digest.update(part)
                yield part

        try:
            with self._turn(put=name):
                obstore.put(self._store, name, parts(), attributes=None if self.folder else dict(told or {}))
        except (BaseError, OSError, StoreSilent) as trouble:
            with suppress(StoreSilent):  # nothing of it is found then, whatever is left
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
            with self._turn():
                answer = obstore.get(self._store, name, options={"range": (start, start + length)})
        except (BaseError, OSError, StoreSilent) as trouble:
            raise FileMissing from trouble
        return self._parts_in_turn(answer)

    def _parts_in_turn(self, answer: "obstore.GetResult") -> Iterator[bytes]:
        with self._turn():
            yield from (bytes(part) for part in answer.stream(min_chunk_size=PART_BYTES))

    async def stream(self, name: str, start: int, length: int) -> AsyncIterator[bytes]:
        """The bytes of a file that lies elsewhere, in parts, for an event loop: no thread waits for the store.

        Args:
            name: as it was put.
            start: the first byte, counted from 0.
            length: how many bytes from there on.

        Raises:
            FileMissing: the store does not have them, or does not answer within seconds. Raised before anything is
                returned; by what is returned, when the store breaks off in the middle.
        """
        wanted = obstore.get_async(self._streams, name, options={"range": (start, start + length)})
        try:
            self._patience.refuse_while_it_rests()
            async with asyncio.timeout(FIRST_BYTE_SECONDS):
                parts: AsyncIterator[Any] = aiter((await wanted).stream(min_chunk_size=STREAMED_BYTES))
                first = bytes(await anext(parts, b""))
        except (GenericError, TimeoutError) as trouble:
            self._patience.rest()
            raise FileMissing from trouble
        except (BaseError, OSError, StoreSilent) as trouble:
            raise FileMissing from trouble
        return _streamed(first, parts)

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
        with suppress(NotFoundError, FileNotFoundError), self._turn():
            obstore.head(self._store, name)
            return True
        return False

    def takes_files(self) -> bool:
        """Whether it takes a file now; a small one is written and let go of again."""
        try:
            with self._turn():
                obstore.put(self._store, PROBE, bytes(PROBE_BYTES))
            self.delete(PROBE)
        except (BaseError, OSError, StoreSilent):
            return False
        return True

    def delete(self, name: str) -> None:
        """Remove a file; one that is gone already is no error.

        Raises:
            StoreSilent: nobody knows whether it is gone.
        """
        with self._turn(), suppress(NotFoundError, FileNotFoundError):
            obstore.delete(self._store, name)

    def files(self, prefix: str | None = None) -> Iterator[tuple[str, int]]:
        """Every file as its name and its size in bytes, in the order of their names."""
        with self._turn():
            found = {one["path"]: one["size"] for batch in obstore.list(self._store, prefix) for one in batch}
        yield from sorted(found.items())

    def move(self, name: str, to: str) -> None:
        """Give a file another name.

        Args:
            name: as it was put.
            to: as it is found by from now on.
        """
        with self._turn(put=to):
            obstore.rename(self._store, name, to)

    def write_json(self, name: str, document: object) -> None:
        """Keep a small document, as JSON with sorted names; whatever had the name is replaced.

        Args:
            name: where it will lie.
            document: what `json` can write.

        Raises:
            StorageFull: the store does not take it; what had the name is as it was.
        """
        content = json.dumps(document, sort_keys=True).encode()
        try:
            with self._turn():
                write_durably(self.folder / name, content) if self.folder else obstore.put(self._store, name, content)
        except (BaseError, OSError) as trouble:
            raise StorageFull from trouble

    def document_names(self, prefix: str) -> Iterator[str]:
        """The names of the small documents in a folder, in their order; what other programs leave there is none."""
        names = (name for name, _size in self.files(prefix) if name.endswith(".json"))
        yield from (name for name in names if not name.rpartition("/")[2].startswith("."))

    def document(self, name: str) -> dict[str, object]:
        """One small document.

        Raises:
            ValueError: it is no JSON, or no document.
        """
        with self._turn():
            content = bytes(obstore.get(self._store, name).bytes())
        if isinstance(found := json.loads(content), dict):
            return found
        raise ValueError


async def _streamed(first: bytes, others: AsyncIterator[Any]) -> AsyncIterator[bytes]:
    yield first
    while True:
        try:
            async with asyncio.timeout(patience.ANSWERS_WITHIN.total_seconds()):
                part = bytes(await anext(others, b""))
        except (BaseError, OSError, TimeoutError) as trouble:
            raise FileMissing from trouble
        if not part:
            return
        yield part


def _parts_of(file: BinaryIO, length: int) -> Iterator[bytes]:
    with file:
        while length > 0 and (part := file.read(min(PART_BYTES, length))):
            length -= len(part)
            yield part
