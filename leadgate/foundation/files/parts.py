"""Which parts of a file came by each link, for as long as they are not all of it.

A download that broke off goes on with the rest, and some programs fetch several parts side by side: the file came once
its parts are all of it. This process remembers them, without the database: what another one sent it does not know.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

LINKS, PARTS = 10_000, 100
"""So many links are remembered, the latest ones, and so many parts with gaps between them of each."""

Part = tuple[int, int]


class PartsThatCame:
    """Of many files, by whatever tells one from another."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._came: OrderedDict[Hashable, list[Part]] = OrderedDict()

    def completed(self, file: Hashable, size: int, start: int, stop: int) -> bool:
        """Note a part; a file that is whole with it begins anew.

        Args:
            file: which one, and by which link.
            size: its bytes.
            start, stop: from and up to which of them.

        Returns:
            Whether it is.
        """
        if (start, stop) == (0, size):
            return True
        with self._lock:
            parts = _joined([*self._came.pop(file, ()), (start, stop)])
            if parts == [(0, size)]:
                return True
            self._came[file] = parts[:PARTS]
            if len(self._came) > LINKS:
                self._came.popitem(last=False)
        return False


def _joined(parts: list[Part]) -> list[Part]:
    """The same bytes in order, in as few parts as there are gaps; empty ones are none."""
    joined: list[Part] = []
    for start, stop in sorted(part for part in parts if part[0] < part[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(stop, joined[-1][1])
        else:
            joined.append((start, stop))
    return joined
