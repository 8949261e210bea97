"""A stored file on its way to somebody, and known to have arrived.

The front sends it while no thread waits for whoever takes it; whatever else speaks WSGI iterates over it. Either way
`sent` is called once the client has taken the last byte.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from typing import BinaryIO

Arrived = Callable[[], None] | None
PART_BYTES = 128 * 1024


class SentFile:
    """The body of an answer that carries a file.

    Args:
        parts: its bytes.
        arrived: called once the last one was taken; None where nobody asks.
    """

    def __init__(self, parts: Iterator[bytes], arrived: Arrived = None) -> None:
        self._parts, self._arrived = parts, arrived

    def __iter__(self) -> Iterator[bytes]:
        yield from self._parts
        self.sent()  # the server asks for more only after it has sent what it had

    async def parts(self) -> AsyncIterator[bytes]:
        """The same for an event loop: a thread reads, for as long as a part takes to come."""
        while part := await asyncio.to_thread(next, self._parts, b""):
            yield part

    def sent(self) -> None:
        """Say that the last byte was taken."""
        if self._arrived:
            self._arrived()

    def close(self) -> None:
        """Read no further."""
        if close := getattr(self._parts, "close", None):
            close()


class FileOnDisk(SentFile):
    """So many bytes of a file of this machine.

    Args:
        file: open, without a buffer, at the first byte wanted.
        length: bytes from there on.
        arrived: as above.
    """

    def __init__(self, file: BinaryIO, length: int, arrived: Arrived = None) -> None:
        super().__init__(_read(file, length), arrived)
        self.file, self.length = file, length

    async def parts(self) -> AsyncIterator[bytes]:
        """As above, without a thread for what the system has in memory."""
        left = self.length
        while left and (part := _at_hand(self.file, left) or await asyncio.to_thread(_next, self.file, left)):
            left -= len(part)
            yield part

    def close(self) -> None:
        """Read no further."""
        self.file.close()


def _at_hand(file: BinaryIO, most: int) -> bytes:
    """The next part as far as it is in memory; nothing where it would have to be waited for, or nobody can say."""
    part = bytearray(min(PART_BYTES, most))
    try:
        count = os.preadv(file.fileno(), [part], file.tell(), os.RWF_NOWAIT)
    except (OSError, AttributeError):
        return b""
    file.seek(count, os.SEEK_CUR)
    return bytes(part) if count == len(part) else bytes(part[:count])


def _next(file: BinaryIO, most: int) -> bytes:
    return file.read(min(PART_BYTES, most))


def _read(file: BinaryIO, length: int) -> Iterator[bytes]:
    while length and (part := file.read(min(PART_BYTES, length))):
        length -= len(part)
        yield part
