"""What counts of each consent, compared with the entry it was made by: letters go by the one, proof by the other.

Whoever turns a no into a yes in the database alone would have people written to who have refused.
"""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from leadgate.consent.models import ConsentState, Purpose
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import Tampered
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.readable import MALFORMED
from leadgate.ledger.subjects import subject_of

PEOPLE_AT_ONCE = 1_000
_STANDS = (
    select(ConsentState.person_id, ConsentState.entry, ConsentState.state, Purpose.slug)
    .add_columns(LedgerEntry.happened, LedgerEntry.purpose, LedgerEntry.subject)
    .join(Purpose, Purpose.id == ConsentState.purpose_id)
    .outerjoin(LedgerEntry, LedgerEntry.id == ConsentState.entry)
)


def counts_otherwise() -> Iterator[str]:
    """One sentence for each consent that counts otherwise than its entry says, or for somebody else."""
    page, last = select(ConsentState.person_id).distinct().order_by(ConsentState.person_id).limit(PEOPLE_AT_ONCE), None
    while people := session().scalars(page.where(ConsentState.person_id > last) if last else page).all():
        # Together with their entries, in one statement: answers are given meanwhile.
        stands = session().execute(_STANDS.where(ConsentState.person_id.between(people[0], people[-1]))).all()
        subjects = _subjects(people)
        for row in stands:
            if (row.happened, row.purpose) != (row.state, row.slug) or not _is_theirs(row, subjects):
                yield f"What counts for “{row.slug}” is not what entry {row.entry} says: it was changed."
        last = people[-1]


def _is_theirs(row: Row[Any], subjects: dict[UUID, UUID]) -> bool:
    """Whether an entry stands for who it counts for; of whoever was erased a moment ago nobody can say."""
    return row.person_id not in subjects or row.subject in (row.person_id, subjects[row.person_id])


def _subjects(people: Collection[UUID]) -> dict[UUID, UUID]:
    """Under which ids the entries of these people stand; those whose keys do not open are named by others."""
    try:
        return {owner: subject_of(key) for owner, key in installation().vault.keys_of(people).items()}
    except (Tampered, *MALFORMED):
        if len(people) == 1:
            return {}
        return {owner: subject for one in people for owner, subject in _subjects([one]).items()}
