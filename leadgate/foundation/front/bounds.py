"""How much of the front one client may take, and how much all of them together."""

from collections import Counter
from dataclasses import dataclass


class TooBusy(Exception):
    """There is no room for this request now; it is worth trying again a moment later (RFC 9110 section 15.6.4)."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the front takes at once, in one process.

    Args:
        from_one: requests from one network that are being received, worked on or answered.
        waiting: requests that were received and wait for a thread.
        body_bytes: bytes of all bodies that are held.
    """

    from_one: int = 100
    waiting: int = 1024
    body_bytes: int = 512_000_000


class Usage:
    """What is taken now. Belongs to one event loop, so nothing of it has to be locked.

    Args:
        bounds: what may be.
    """

    def __init__(self, bounds: Bounds) -> None:
        self._bounds, self._from, self._waiting, self._bytes = bounds, Counter[str](), 0, 0

    def enter(self, network: str) -> None:
        """Begin one request, from its first line to the last byte of its answer; `leave` ends it.

        Raises:
            TooBusy: as many from this network are under way as may be; it has not begun then.
        """
        if self._from[network] >= self._bounds.from_one:
            raise TooBusy
        self._from[network] += 1

    def leave(self, network: str) -> None:
        """End a request that has begun."""
        self._from[network] -= 1
        if not self._from[network]:
            del self._from[network]

    def take_place(self) -> None:
        """Wait for a thread, or have one, until `leave_place`.

        Raises:
            TooBusy: as many wait as may; no place is taken then.
        """
        if self._waiting >= self._bounds.waiting:
            raise TooBusy
        self._waiting += 1

    def leave_place(self) -> None:
        """Have the answer."""
        self._waiting -= 1

    def take(self, count: int) -> None:
        """Hold so many more bytes of a body.

        Raises:
            TooBusy: all bodies together are as large as they may be.
        """
        if self._bytes + count > self._bounds.body_bytes:
            raise TooBusy
        self._bytes += count

    def give_back(self, count: int) -> None:
        """Hold so many bytes no longer."""
        self._bytes -= count
