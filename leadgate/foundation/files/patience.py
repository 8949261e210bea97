"""How long a store is waited for, and by how many at once.

A store that accepts and never answers would otherwise hold every thread that pages are worked on by, one question after
another, for as long as it is silent.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import BoundedSemaphore
from time import monotonic
from typing import Any

from obstore.exceptions import GenericError

from leadgate.foundation.files.store_errors import StoreSilent

AT_ONCE = 2
"""Threads of this process that wait for the store; the others stay with the pages."""
TURN_SECONDS = 0.5
"""A question that has no answer after so long is one of a slow store."""
REST_SECONDS = 5.0
"""So long nobody asks a store again that did not answer."""
ANSWERS_WITHIN = timedelta(seconds=10)
"""One question and its answer, or one part of a large file."""
CONNECTS_WITHIN = timedelta(seconds=2)
TRIES_WITHIN = timedelta(seconds=3)
STREAMS_WITHIN = timedelta(days=1)
"""A file, which somebody takes as slowly as they like."""
SAID = ("allow_http", "allow_invalid_certificates", "proxy_url", "proxy_ca_certificate", "proxy_excludes", "user_agent")
"""What the library asks the environment for, unless it is told anything."""
TRIES: Any = {"max_retries": 3, "retry_timeout": TRIES_WITHIN}


def client(within: timedelta) -> Any:
    """How the store is called: as the environment says (`AWS_ALLOW_HTTP`, `AWS_PROXY_URL` …), and how long it may take.

    Args:
        within: one answer has to be whole.
    """
    said = {option: os.environ[f"AWS_{option.upper()}"] for option in SAID if f"AWS_{option.upper()}" in os.environ}
    return {**said, "timeout": within, "connect_timeout": CONNECTS_WITHIN}


class Patience:
    """Of one store."""

    def __init__(self) -> None:
        self._turns, self._rests_until = BoundedSemaphore(AT_ONCE), 0.0
        self._newest_began = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Let the block ask the store.

        Raises:
            StoreSilent: it did not answer, just now or a moment ago, or others are waiting for it already.
        """
        self.refuse_while_it_rests()
        # Until so long after the newest question, not so long each: of forty who come one after another, nobody waits
        # for a store that has kept the first two waiting already.
        patience = self._newest_began + TURN_SECONDS - monotonic()
        if not self._turns.acquire(timeout=max(patience, 0.0)):
            raise StoreSilent
        self._newest_began = monotonic()
        try:
            yield
        except GenericError as trouble:  # what the store says no to has errors of its own
            self.rest()
            raise StoreSilent from trouble
        finally:
            self._turns.release()

    def refuse_while_it_rests(self) -> None:
        """Raise `StoreSilent` for a few seconds after the store did not answer."""
        if monotonic() < self._rests_until:
            raise StoreSilent

    def rest(self) -> None:
        """Ask nothing for a while: it did not answer."""
        self._rests_until = monotonic() + REST_SECONDS
