"""Sending a file of this machine through a pipe the server reads: the system moves the bytes, and nobody holds them.

The server opens the pipe like a file (`http.response.pathsend`), reads when the client takes, and closes it when the
client has taken everything or is gone: so the pipe says how far it came. `os.splice` and `/proc` are Linux's.
"""

import asyncio
import fcntl
import os
import select
import struct
import sys
import termios
from collections.abc import Awaitable, Callable
from contextlib import ExitStack

from leadgate.foundation.files.sending import FileOnDisk

KNOWN = sys.platform == "linux"
LARGE_BYTES, LARGE_ONES = 1024 * 1024, 24
"""Large pipes are fast; an account has sixty-four megabytes of them, after which it gets very small ones (pipe(7))."""
OPENING_SECONDS = 30.0


class FilePipe:
    """One file on its way. The pipe's ends are closed with the block.

    Args:
        file: from where it stands; larger than a pipe is, or nothing would say that somebody reads.
    """

    _large = 0

    def __init__(self, file: FileOnDisk) -> None:
        self._file, self._left, self._ends = file, file.length, ExitStack()

    def __enter__(self) -> "FilePipe":
        self._reading, self._writing = os.pipe()
        self._reader = self._ends.enter_context(os.fdopen(self._reading, "rb", buffering=0))
        self._ends.enter_context(os.fdopen(self._writing, "wb", buffering=0))
        os.set_blocking(self._writing, False)
        if self._left > LARGE_BYTES and FilePipe._large < LARGE_ONES:
            self._widen()
        return self

    def _widen(self) -> None:
        try:
            fcntl.fcntl(self._writing, fcntl.F_SETPIPE_SZ, LARGE_BYTES)
        except PermissionError:
            return  # the account has as many as it may
        FilePipe._large += 1
        self._ends.callback(self._narrow)

    @staticmethod
    def _narrow() -> None:
        FilePipe._large -= 1

    def __exit__(self, *_trouble: object) -> None:
        self._ends.close()

    @property
    def path(self) -> str:
        """Where the server opens it."""
        return f"/proc/self/fd/{self._reading}"

    async def send(self, begin: Callable[[str], Awaitable[None]]) -> bool:
        """Send the file.

        Args:
            begin: tells the server where to read.

        Returns:
            Whether the client has taken the last byte.

        Raises:
            TimeoutError: the server does not begin to read.
        """
        self._push()
        await begin(self.path)
        async with asyncio.timeout(OPENING_SECONDS):
            await self._writable()
        self._reader.close()  # from here on the server has the only other end
        while self._push() and self._left:
            await self._writable()
        await self._left_alone()
        [unread] = struct.unpack("i", fcntl.ioctl(self._writing, termios.FIONREAD, b"\0" * 4))
        return not self._left and not unread

    def _push(self) -> bool:
        """Move what fits into the pipe; answers whether somebody still reads."""
        try:
            while self._left:
                self._left -= os.splice(self._file.file.fileno(), self._writing, min(self._left, LARGE_BYTES))
        except BlockingIOError:
            return True
        except BrokenPipeError:
            return False
        return True

    async def _writable(self) -> None:
        loop = asyncio.get_running_loop()
        ready = loop.create_future()
        loop.add_writer(self._writing, _done, ready)
        try:
            await ready
        finally:
            loop.remove_writer(self._writing)

    async def _left_alone(self) -> None:
        """Come back when the server has closed its end."""
        loop = asyncio.get_running_loop()
        with select.epoll() as watch:
            watch.register(self._writing, 0)  # of nothing but the other end's closing
            closed = loop.create_future()
            loop.add_reader(watch.fileno(), _done, closed)
            try:
                await closed
            finally:
                loop.remove_reader(watch.fileno())


def _done(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
