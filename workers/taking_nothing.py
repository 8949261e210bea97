"""A worker that takes nothing although work waits for it, and connects anew.

After a broker that died while tasks ran, its client sometimes has a connection on which nothing is asked for any more
(kombu 5.6, at least one death in ten): the worker lives, and only another interruption wakes it. What waits is in the
database and loses nothing, but it would wait for ever.
"""

import logging
from contextlib import suppress
from time import monotonic
from typing import Any

from celery import bootsteps
from celery.signals import task_received
from celery.worker import state

log = logging.getLogger(__name__)
LOOK_SECONDS = 5.0
LATE_SECONDS = 10.0
"""A worker with nothing to do takes a message at once."""


class TakingNothing(bootsteps.StartStopStep):  # type: ignore[misc]
    """Looks every few seconds; the error it raises is one of the broker's connection, which Celery makes anew for."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, consumer: Any, **_: Any) -> None:
        self._took = monotonic()
        self._timer: Any = None
        self._took_one = lambda **_: self._note()
        task_received.connect(self._took_one)
        super().__init__(consumer)

    def _note(self) -> None:
        self._took = monotonic()

    def start(self, consumer: Any) -> None:
        """Begin to look, once the worker listens."""
        if consumer.hub:  # without an event loop every message is asked for by itself, and an error is heard
            self._note()
            self._timer = consumer.timer.call_repeatedly(LOOK_SECONDS, self._look, (consumer,))

    def stop(self, _consumer: Any) -> None:
        """Look no more; the connection is gone."""
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _look(self, consumer: Any) -> None:
        idle = not state.reserved_requests and monotonic() - self._took > LATE_SECONDS
        if idle and _waiting(consumer):
            log.warning("nothing was taken although work waits; connecting to the broker anew")
            raise ConnectionError


def _waiting(consumer: Any) -> int:
    with consumer.connection.clone() as asked, suppress(*asked.channel_errors):  # no queue: nothing waits in it
        return int(asked.SimpleQueue(consumer.app.conf.task_default_queue).qsize())
    return 0
