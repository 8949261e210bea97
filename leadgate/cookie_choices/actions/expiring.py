"""Letting go of choices: rows after thirteen months, what was counted after twenty-five; never what proves them."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from leadgate.cookie_choices.models import CookieBatch, CookieChoice, CookieCount
from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session

ROWS_KEPT = timedelta(days=396)
"""Thirteen months: as long as the longest answer holds, and no longer."""
COUNTS_KEPT = timedelta(days=761)
"""Twenty-five months: two years to compare, and the month at hand."""


def expire_all() -> None:
    """Let go of what is over, a batch at a time; again, or late, is harmless."""
    for batch in session().scalars(_over()).all():
        expire(batch)
    forget_counts()


def _over() -> Any:
    ended = CookieBatch.day <= (clock.now() - ROWS_KEPT).date()
    return select(CookieBatch.id).where(ended, CookieBatch.is_gone.is_(False), CookieBatch.root.is_not(None))


@action
def expire(batch: int) -> None:
    """Delete the rows of a batch. Its root stays, and so whoever kept a receipt can prove what it says.

    Args:
        batch: its number.
    """
    found = locked(CookieBatch, batch)
    if found and not found.is_gone:
        found.is_gone = True
        session().execute(delete(CookieChoice).where(CookieChoice.batch == batch))


@action
def forget_counts() -> None:
    """Delete counts of days that are over."""
    session().execute(delete(CookieCount).where(CookieCount.day <= (clock.now() - COUNTS_KEPT).date()))
