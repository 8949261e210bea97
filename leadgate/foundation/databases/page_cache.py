"""What a busy page shows, remembered for a second: it is read from the database once, not for each visit.

A change made in this process shows at once; one made in another shows within `FRESH`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from leadgate.foundation import clock
from leadgate.foundation.installation import installation

T = TypeVar("T")
FRESH = timedelta(seconds=1)
MOST = 1_000
_kept: dict[Any, tuple[datetime, Any]] = {}


def remembered(key: tuple[object, ...], make: Callable[[], T]) -> T:
    """The value of a key, made anew when it is older than a second.

    Args:
        key: by what it is known, in one database.
        make: makes it.
    """
    now, place = clock.now(), (installation().database.url, *key)
    made_at, value = _kept.get(place, (None, None))
    if made_at is None or not timedelta() <= now - made_at < FRESH:
        if len(_kept) >= MOST:
            _kept.clear()
        value = make()
        _kept[place] = (now, value)
    return value  # type: ignore[return-value]


def forget() -> None:
    """Read everything anew."""
    _kept.clear()
