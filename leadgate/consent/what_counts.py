"""What counts of each consent, compared with the entry it was made by: letters go by the one, proof by the other.

Whoever turns a no into a yes in the database alone would have people written to who have refused.
"""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from leadgate.consent.models import ConsentState, Purpose
from leadgate.foundation.db import session
from leadgate.ledger.queries import what_entries_say
from leadgate.ledger.readable import keys_of
from leadgate.ledger.subjects import subject_of

PEOPLE_AT_ONCE = 1_000
_STANDS = select(ConsentState.person_id, ConsentState.entry, ConsentState.state, Purpose.slug).join(
    Purpose, Purpose.id == ConsentState.purpose_id
)


def counts_otherwise() -> Iterator[str]:
    """One sentence for each consent that counts otherwise than its entry says, or for somebody else."""
    page, last = select(ConsentState.person_id).distinct().order_by(ConsentState.person_id).limit(PEOPLE_AT_ONCE), None
    while people := session().scalars(page.where(ConsentState.person_id > last) if last else page).all():
        stands = session().execute(_STANDS.where(ConsentState.person_id.between(people[0], people[-1]))).all()
        said = what_entries_say({row.entry for row in stands})
        subjects = {owner: subject_of(key) for owner, key in keys_of(people).items()}
        for row in stands:
            happened, purpose, subject = said.get(row.entry, (None, "", None))
            if (happened, purpose) != (row.state, row.slug) or not _is_theirs(row.person_id, subject, subjects):
                yield f"What counts for “{row.slug}” is not what entry {row.entry} says: it was changed."
        last = people[-1]


def _is_theirs(person: UUID, subject: UUID | None, subjects: dict[UUID, UUID]) -> bool:
    """Whether an entry stands for who it counts for; of whoever was erased a moment ago nobody can say."""
    return person not in subjects or subject in (person, subjects[person])
