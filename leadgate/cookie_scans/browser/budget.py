"""What a scan may use up: time, bytes, requests and memory. Whatever is used up first ends it."""

import asyncio

SECONDS = 90.0
MOST_BYTES = 200_000_000
MOST_BYTES_A_CONNECTION = 20_000_000
MOST_REQUESTS = 4_000
MOST_MEMORY = 600_000_000


class Spent(Exception):
    """There is nothing left to use up."""


class Budget:
    """What is left for one scan; made inside of the loop that it is for.

    Args:
        seconds: from now.
        bytes_left: over all connections, in both directions.
        requests_left: of all visits.
    """

    def __init__(
        self, seconds: float = SECONDS, bytes_left: int = MOST_BYTES, requests_left: int = MOST_REQUESTS
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self.ends = self._loop.time() + seconds
        self.bytes_left, self.requests_left = bytes_left, requests_left
        self.is_spent = False

    @property
    def seconds_left(self) -> float:
        """Until it is over; none where something else was used up."""
        return 0.0 if self.is_spent else max(0.0, self.ends - self._loop.time())

    def take_bytes(self, count: int) -> None:
        """Use up bytes of a connection.

        Raises:
            Spent: there were fewer, or the scan is over.
        """
        self.bytes_left -= count
        self._end_without(self.bytes_left)

    def take_request(self) -> None:
        """Use up a request.

        Raises:
            Spent: there was none left, or the scan is over.
        """
        self.requests_left -= 1
        self._end_without(self.requests_left)

    def end(self) -> None:
        """Leave nothing, whatever was left."""
        self.is_spent = True

    def _end_without(self, left: int) -> None:
        if left < 0 or self.is_spent:
            self.is_spent = True
            raise Spent
