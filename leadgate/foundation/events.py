"""How a lower room tells those above it: it publishes, they subscribe, all inside one transaction."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

Event = TypeVar("Event")
_subscribers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[Event]) -> Callable[[Callable[[Event], None]], Callable[[Event], None]]:
    """Call the decorated function whenever an event of this kind is published."""

    def register(listener: Callable[[Event], None]) -> Callable[[Event], None]:
        if listener not in _subscribers[kind]:
            _subscribers[kind].append(listener)
        return listener

    return register


def publish(event: object) -> None:
    """Tell every subscriber, in the order they subscribed; an error in one undoes the whole act."""
    for listener in _subscribers[type(event)]:
        listener(event)
