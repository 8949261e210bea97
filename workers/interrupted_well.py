"""A worker that is asked to end by Ctrl-C ends as well as one that is told to by SIGTERM.

Celery does the same for both (what is under way is finished; a second Ctrl-C ends that, too), but would say with its
status that the first one failed.
"""

import signal
from typing import Any

from celery import bootsteps
from celery.worker import state


class InterruptedWell(bootsteps.StartStopStep):  # type: ignore[misc]
    """Stands before Celery's own answer, which is there when a worker's steps begin."""

    def start(self, _worker: Any) -> None:
        """Answer the first one; Celery puts another in this one's place for the second."""
        of_celery: Any = signal.getsignal(signal.SIGINT)

        def answer(*asked: Any) -> None:
            of_celery(*asked)
            state.should_stop = 0

        signal.signal(signal.SIGINT, answer)
