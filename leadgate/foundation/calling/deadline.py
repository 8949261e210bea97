"""The one deadline of a call."""

import time

from leadgate.foundation.calling.errors import TooSlow


class Deadline:
    """A moment by which everything has to be over, however many steps it takes.

    Args:
        seconds: from now; measured by a clock that nobody sets.
    """

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left, always more than none.

        Raises:
            TooSlow: when none are.
        """
        if (left := self._ends - time.monotonic()) <= 0:
            raise TooSlow
        return left
