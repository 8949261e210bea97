"""Reaching many people: a walk over rows in the order of their ids, one short transaction per batch.

Where a walk stands is one row of the outbox, which names the kind, what it is about, and after which id it goes on. The
batch is worked, the row is done and the next one is written in the same commit, which also wakes the workers; so a
worker that dies leaves either all of a batch or none of it, and the rest is walked by whoever comes next. Nobody is met
twice; who comes while a walk goes on is met if their id is greater than the last one's, as that of a new row is.

Where rows say themselves when they are due (a digest, a reminder), none of this is needed: an act takes what is due.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute

from leadgate.foundation.background import outbox
from leadgate.foundation.db import session
from leadgate.foundation.ids import new_id
from leadgate.foundation.sql.tables import Base

BATCH = 200
"""Few enough that nobody waits for the transaction, enough that a large group is told within a minute."""
START = str(UUID(int=0))
Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True, slots=True)
class Fanout:
    """One kind of walk.

    Args:
        kind: of its rows in the outbox; the room's manifest names the act that works one (under `handlers`), which is
            given the ids the walk is about and `after`.
        by: the id that the rows are walked by, unique among those of one walk.
    """

    kind: str
    by: InstrumentedAttribute[UUID]

    def begin(self, *, once: object = None, **ids: object) -> None:
        """Have a walk begun, as part of the act at work.

        Args:
            once: what there is only one such walk for, ever; every call is a walk of its own when it is missing.
            ids: what it is about.
        """
        outbox.put(self.kind, {**ids, "after": START}, key=f"{self.kind}/{once or new_id()}")

    def batch(self, rows: Select[Row], after: str, **ids: object) -> Sequence[Row]:
        """The rows whose turn it is; those behind them get theirs once this act is done.

        Args:
            rows: all that the walk is about, in no order.
            after: as the act was given it.
            ids: what it is about, as the act was given them.
        """
        mine = rows.where(self.by > UUID(after)).order_by(self.by).limit(BATCH)
        found = session().scalars(mine).all()
        if len(found) == BATCH:
            last = getattr(found[-1], self.by.key)
            outbox.add_new(self.kind, {**ids, "after": last}, key=f"{self.kind}/{new_id()}")
        return found
