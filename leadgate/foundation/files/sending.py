"""A stored file on its way to somebody: read part by part, by a thread or without one, and known to have arrived."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator


class FileInParts:
    """The body of an answer that carries a file, or one range of it.

    The front sends it by `parts`, and no thread waits while the client takes its time; whatever else speaks WSGI
    iterates over it. Either way `sent` is called once the client has taken the last part.

    Args:
        parts: the bytes, as `Storage.read` gives them; the first part is read at once, so a small file is ready.
        arrived: called once the last part was taken; None where nobody asks.
        near: whether it lies on this machine.
    """

    def __init__(self, parts: Iterator[bytes], arrived: Callable[[], None] | None = None, *, near: bool) -> None:
        self._first, self._rest, self._arrived, self._near = next(parts, b""), parts, arrived, near

    def __iter__(self) -> Iterator[bytes]:
        yield self._first
        yield from self._rest
        # The server asks for more only after it has sent what it had.
        self.sent()

    async def parts(self) -> AsyncIterator[bytes]:
        """The same for an event loop: what comes over a network is read by a thread, for as long as that takes.

        A file of this machine is in the system's memory as a rule; a thread would take longer than the read.
        """
        part = self._first
        while part:
            yield part
            part = next(self._rest, b"") if self._near else await asyncio.to_thread(next, self._rest, b"")

    def sent(self) -> None:
        """Say that the last part was taken."""
        if self._arrived:
            self._arrived()

    def close(self) -> None:
        """Read no further."""
        if close := getattr(self._rest, "close", None):
            close()
