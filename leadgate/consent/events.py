"""What the consent room tells rooms above it, inside the same transaction."""

from collections.abc import Callable
from uuid import UUID

Listener = Callable[[UUID, UUID], None]
_listeners: list[Listener] = []


def on_ended(listener: Listener) -> Listener:
    """Call this with a person and a purpose when a consent was withdrawn or has lapsed."""
    _listeners.append(listener)
    return listener


def ended(person: UUID, purpose: UUID) -> None:
    """Tell everybody who listens."""
    for listener in _listeners:
        listener(person, purpose)
