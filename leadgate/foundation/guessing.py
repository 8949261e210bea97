"""Guessing: refused tokens, codes and passwords are counted, and whoever listens hears when there are too many.

One wrong link is a mail client that cut it short; thirty an hour from one network are somebody trying. Only keyed
counts are kept, so what is told is that it happens, not from where.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from leadgate.foundation.db import action
from leadgate.foundation.limits import Limit, count_only

FROM_ONE_NETWORK = Limit("guesses/network", 30, timedelta(hours=1))
FROM_EVERYWHERE = Limit("guesses/everywhere", 300, timedelta(hours=1))

Listener = Callable[[Limit, datetime], None]
_listeners: list[Listener] = []


def on_too_many(listener: Listener) -> Listener:
    """Call this once per window with the limit that was passed and the end of its window."""
    _listeners.append(listener)
    return listener


@action
def count(network: str) -> None:
    """Note one more refused token, code or password from a network."""
    for limit, ends in count_only((FROM_ONE_NETWORK, network), (FROM_EVERYWHERE, "")):
        for listener in _listeners:
            listener(limit, ends)
