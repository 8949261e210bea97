"""What the erasure room tells rooms above it, inside the same transaction."""

from collections.abc import Callable, Sequence
from uuid import UUID

Listener = Callable[[Sequence[UUID], Sequence[bytes]], None]
_listeners: list[Listener] = []
BeforeListener = Callable[[Sequence[UUID]], None]
_before: list[BeforeListener] = []


def before_erased(listener: BeforeListener) -> BeforeListener:
    """Call this with the people who are about to be erased, while what is theirs is still there."""
    _before.append(listener)
    return listener


def about_to_erase(people: Sequence[UUID]) -> None:
    """Tell everybody who has to know beforehand."""
    for listener in _before:
        listener(people)


def on_erased(listener: Listener) -> Listener:
    """Call this with the people who were just erased and the indexes of their addresses."""
    _listeners.append(listener)
    return listener


def erased(people: Sequence[UUID], indexes: Sequence[bytes]) -> None:
    """Tell everybody who listens."""
    for listener in _listeners:
        listener(people, indexes)
