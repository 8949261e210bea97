"""What people said after staff had looked at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from leadgate.foundation.db import session
from leadgate.ledger.models import IS_END, IS_LOOK, LedgerEntry


@dataclass(frozen=True, slots=True)
class EndedAfterLook:
    """People who ended one purpose after they had been looked at together.

    Args:
        purpose: its slug.
        account: of the staff, who had looked.
        looked_at: when; what is noted in one go has one moment.
        people: how many they are.
    """

    purpose: str
    account: UUID | None
    looked_at: datetime
    people: int


def ended_after(look: str, since: datetime) -> Sequence[EndedAfterLook]:
    """Who took back a consent, or let it lapse, after a kind of look; one statement, along what ended.

    Args:
        look: the kind, by its name.
        since: what ended before (UTC) is left out.
    """
    seen = aliased(LedgerEntry, select(LedgerEntry).where(IS_LOOK, LedgerEntry.purpose == look).subquery())
    ended = aliased(LedgerEntry, select(LedgerEntry).where(IS_END, LedgerEntry.at >= since).subquery())
    together = (ended.purpose, seen.request, seen.at)
    people = func.count(ended.subject.distinct())
    after = select(*together, people).join(seen, (seen.subject == ended.subject) & (seen.at <= ended.at))
    return [EndedAfterLook(*row) for row in session().execute(after.group_by(*together))]
