"""The one clock: UTC everywhere, and the only place that asks for the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

_moved: ContextVar[timedelta] = ContextVar("moved", default=timedelta())


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return datetime.now(UTC) + _moved.get()


@contextmanager
def moved(by: timedelta) -> Iterator[None]:
    """Let the block run that much later (or earlier); moves add up."""
    token = _moved.set(_moved.get() + by)
    try:
        yield
    finally:
        _moved.reset(token)
