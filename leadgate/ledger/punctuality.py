"""How soon entries were sealed: what is made anew over old entries is made late."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select

from leadgate.ledger.models import LedgerSeal
from leadgate.ledger.readable import rows_by

ROWS_AT_ONCE = 5_000
SEALED_WITHIN = timedelta(minutes=15)
"""The clock seals every few seconds, and an act may commit ten minutes after it began: whatever is older is sealed."""
WHY_LATE = "either no worker ran, or seals were taken away"
OR_IN_THE_PAST = "A demonstration's entries are made in the past."


class Punctuality:
    """How long entries waited for their seals: what is made anew over old entries is made late."""

    def __init__(self) -> None:
        moments = rows_by(LedgerSeal.size, select(LedgerSeal.sealed_at), ROWS_AT_ONCE)
        self._sealed_at = {size: row.sealed_at for page in moments for size, row in page if row}
        self._oldest: datetime | None = None
        self._late: list[tuple[int, datetime]] = []

    def walked(self, at: datetime | None, size: int) -> None:
        """Take in one entry, which is the last of so many."""
        self._oldest = min((each for each in (at, self._oldest) if each), default=None)
        if sealed_at := self._sealed_at.get(size):
            if self._oldest and sealed_at - self._oldest > SEALED_WITHIN:
                self._late.append((size, sealed_at))
            self._oldest = None

    def notes(self) -> Iterator[str]:
        """One sentence if any was late."""
        if self._late:
            size, at = self._late[0]
            yield (
                f"Seals that were made over 15 minutes after an entry under them: {len(self._late)}, the first over "
                f"{size} entries at {at:%Y-%m-%d %H:%M:%S} UTC: {WHY_LATE} and made anew. {OR_IN_THE_PAST}"
            )
