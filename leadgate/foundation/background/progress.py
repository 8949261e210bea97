"""How far long work is: whoever does it says so, and whoever has it done may listen.

What copies, walks or builds does not know who waits for it: it says how much of how much is done, which costs nothing
where nobody listens. Whoever listens may end it there, by raising.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, int], None]
_listener: ContextVar[Listener | None] = ContextVar("progress", default=None)


def done(count: int, total: int) -> None:
    """Say that so much of so much is done; outside of any act, as whoever listens may write.

    Args:
        count: how much is done.
        total: how much there is to do; 0 where nobody knows.
    """
    if listener := _listener.get():
        listener(count, total)


@contextmanager
def part(first: int, last: int) -> Iterator[None]:
    """Let the block be a part of longer work: what it says is told as hundredths of the whole.

    Args:
        first: how many hundredths are done when it begins.
        last: how many when it ends.

    Returns:
        A context.
    """
    outer = _listener.get()
    if outer is None:
        yield
        return
    with heard_by(lambda count, total: outer(round(first + (last - first) * count / max(total, 1)), 100)):
        yield


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Let somebody hear how far the work in the block is.

    Args:
        listener: is told how much of how much is done; what it raises ends the work.
    """
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
