"""What entries say, and which is the last word on a purpose: for whoever compares it with what counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from leadgate.foundation.db import session
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent


@dataclass(frozen=True, slots=True)
class EntrySays:
    """What an entry says: what happened, to which purpose, under which id its person stands, and when (UTC)."""

    happened: ConsentEvent
    purpose: str
    subject: UUID
    at: datetime


_SAYS = select(LedgerEntry.id, LedgerEntry.happened, LedgerEntry.purpose, LedgerEntry.subject, LedgerEntry.at)


def what_entries_say(ids: Collection[UUID]) -> dict[UUID, EntrySays]:
    """What each of these entries says; those that are not there are left out."""
    return {row.id: EntrySays(*row[1:]) for row in session().execute(_SAYS.where(LedgerEntry.id.in_(ids)))}


def newest_answers(subjects: Collection[UUID]) -> dict[tuple[UUID, str], EntrySays]:
    """The last word on each purpose, by whoever said it and by the purpose.

    Args:
        subjects: under which ids they stand.
    """
    order = func.row_number().over(
        partition_by=[LedgerEntry.subject, LedgerEntry.purpose], order_by=LedgerEntry.id.desc()
    )
    said = LedgerEntry.happened.not_in((ConsentEvent.REQUESTED, ConsentEvent.SEEN, ConsentEvent.BATCHED))
    each = _SAYS.add_columns(order.label("place")).where(LedgerEntry.subject.in_(subjects), said).subquery()
    newest = select(each.c.happened, each.c.purpose, each.c.subject, each.c.at).where(each.c.place == 1)
    return {(row.subject, row.purpose): EntrySays(*row) for row in session().execute(newest)}
