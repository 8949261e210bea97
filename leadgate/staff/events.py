"""What the staff room tells rooms above it, inside the same transaction."""

from collections.abc import Callable
from uuid import UUID

Listener = Callable[[UUID], None]
_listeners: list[Listener] = []


def on_new_place(listener: Listener) -> Listener:
    """Call this with an account that signed in from a network it was never seen in."""
    _listeners.append(listener)
    return listener


def new_place(account: UUID) -> None:
    """Tell everybody who listens."""
    for listener in _listeners:
        listener(account)


Leaving = Callable[[UUID], None]
_leaving: list[Leaving] = []


def on_leaving(listener: Leaving) -> Leaving:
    """Call this with an account that is about to be removed."""
    _leaving.append(listener)
    return listener


def leaves(account: UUID) -> None:
    """Tell everybody who listens."""
    for listener in _leaving:
        listener(account)
