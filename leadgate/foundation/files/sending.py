"""A stored file on its way to somebody, and how much of it is known to have come.

The front sends it while no thread waits for whoever takes it; whatever else speaks WSGI iterates over it. Either way
`ended` is called once the client has taken the last byte, or will take no more.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from leadgate.foundation.files.storage import Storage

Ended = Callable[[int], None] | None
PART_BYTES = 128 * 1024


class SentFile:
    """The body of an answer that carries a file.

    Args:
        parts: its bytes.
        ended: called once with how many of them were taken, be it all or not; None where nobody asks.
    """

    def __init__(self, parts: Iterator[bytes], ended: Ended = None) -> None:
        self._parts, self._ended = parts, ended
        self.taken = 0
        """Bytes; whoever sends the file keeps it up."""

    def __iter__(self) -> Iterator[bytes]:
        try:
            for part in self._parts:
                yield part
                self.taken += len(part)  # the server asks for more only after it has sent what it had
        finally:
            self.ended()

    async def opened(self) -> None:
        """Have the first byte at hand, before anything is answered.

        Raises:
            FileMissing: nobody has it.
        """

    async def parts(self, most: Callable[[], int]) -> AsyncIterator[bytes]:
        """The same for an event loop: a thread reads, for as long as a part takes to come.

        Args:
            most: bytes the next part may have, asked for each.

        Raises:
            FileMissing: it breaks off in the middle.
        """
        while part := await asyncio.to_thread(next, self._parts, b""):
            for piece in _pieces(part, most):
                yield piece

    @property
    def is_counted(self) -> bool:
        """Whether somebody asks whether it comes."""
        return self._ended is not None

    def ended(self) -> None:
        """Say that no more will be taken; twice is once."""
        ended, self._ended = self._ended, None
        if ended:
            ended(self.taken)

    def close(self) -> None:
        """Read no further."""
        if close := getattr(self._parts, "close", None):
            close()


class StoredElsewhere(SentFile):
    """So many bytes of a file that lies in a store, which is asked where the file is sent.

    Args:
        storage: has it.
        name: as it was put.
        start: the first byte, counted from 0.
        length: how many bytes from there on.
        ended: as above.
    """

    def __init__(self, storage: "Storage", name: str, start: int, length: int, ended: Ended = None) -> None:
        super().__init__(iter(()), ended)
        self._storage, self._wanted = storage, (name, start, length)
        self._coming: AsyncIterator[bytes] | None = None

    def __iter__(self) -> Iterator[bytes]:
        self._parts = self._storage.read(*self._wanted)
        return super().__iter__()

    async def opened(self) -> None:
        """As above: waits for the store, and no thread does."""
        self._coming = await self._storage.stream(*self._wanted)

    async def parts(self, most: Callable[[], int]) -> AsyncIterator[bytes]:
        """As above."""
        assert self._coming is not None
        async for part in self._coming:
            for piece in _pieces(part, most):
                yield piece

    def close(self) -> None:
        """Read no further."""
        self._coming = None


class FileOnDisk(SentFile):
    """So many bytes of a file of this machine.

    Args:
        file: open, without a buffer, at the first byte wanted.
        length: bytes from there on.
        ended: as above.
    """

    def __init__(self, file: BinaryIO, length: int, ended: Ended = None) -> None:
        super().__init__(_read(file, length), ended)
        self.file, self.length = file, length

    async def parts(self, most: Callable[[], int]) -> AsyncIterator[bytes]:
        """As above, without a thread for what the system has in memory."""
        left = self.length
        while left and (part := await self._next(min(most(), left))):
            left -= len(part)
            yield part

    async def _next(self, count: int) -> bytes:
        if _is_at_hand(self.file, count):
            return self.file.read(count)
        return await asyncio.to_thread(self.file.read, count)

    def close(self) -> None:
        """Read no further."""
        self.file.close()


def _pieces(part: bytes, most: Callable[[], int]) -> Iterator[bytes]:
    at = 0
    while at < len(part):
        count = most()
        yield part[at : at + count]
        at += count


def _is_at_hand(file: BinaryIO, count: int) -> bool:
    """Whether the system has the next bytes in memory: both ends of them, which it reads and forgets together."""
    at, read = file.tell(), bytearray(1)
    try:
        return all(os.preadv(file.fileno(), [read], end, os.RWF_NOWAIT) for end in (at, at + count - 1))
    except (OSError, AttributeError):
        return False  # it would have to wait, or knows no such question


def _read(file: BinaryIO, length: int) -> Iterator[bytes]:
    while length and (part := file.read(min(PART_BYTES, length))):
        length -= len(part)
        yield part
