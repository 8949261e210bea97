"""What counts of each consent, compared with what was said last: letters go by the one, proof by the other.

Whoever turns a no into a yes in the database alone would have people written to who have refused, also by having it
rest on an older yes.
"""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Row, select

from leadgate.consent.models import ConsentState, Purpose
from leadgate.consent.queries import YES
from leadgate.foundation.db import session
from leadgate.ledger.readable import keys_of
from leadgate.ledger.saying import EntrySays, newest_answers, what_entries_say
from leadgate.ledger.subjects import subject_of

PEOPLE_AT_ONCE = 1_000
AT_ONCE = timedelta(minutes=1)
"""Two that were said within so short a time may have been written down the other way round."""
_STANDS = select(ConsentState.person_id, ConsentState.entry, ConsentState.state, ConsentState.since, Purpose.slug).join(
    Purpose, Purpose.id == ConsentState.purpose_id
)


def counts_otherwise() -> Iterator[str]:
    """One sentence for each consent that counts otherwise than its entry says, for somebody else, or by an old word."""
    page, last = select(ConsentState.person_id).distinct().order_by(ConsentState.person_id).limit(PEOPLE_AT_ONCE), None
    while people := session().scalars(page.where(ConsentState.person_id > last) if last else page).all():
        subjects = {owner: subject_of(key) for owner, key in keys_of(people).items()}
        # In this order: what counts may be younger than the last word that was read, and never older.
        newest = newest_answers({*people, *subjects.values()})
        stands = session().execute(_STANDS.where(ConsentState.person_id.between(people[0], people[-1]))).all()
        said = what_entries_say({row.entry for row in stands})
        for row in stands:
            yield from _faults(row, said.get(row.entry), subjects, newest)
        last = people[-1]


def _faults(
    row: Row[*tuple[object, ...]],
    said: EntrySays | None,
    subjects: dict[UUID, UUID],
    newest: dict[tuple[UUID, str], EntrySays],
) -> Iterator[str]:
    as_said = said and (said.happened, said.purpose) == (row.state, row.slug)
    if not said or not as_said or not _is_theirs(row.person_id, said.subject, subjects):
        yield f"What counts for “{row.slug}” is not what entry {row.entry} says: it was changed."
        return
    if row.since > said.at + AT_ONCE:
        yield f"What counts for “{row.slug}” is said to be younger than entry {row.entry}: it was changed."
    own = {said.subject, row.person_id, subjects.get(row.person_id)}
    last = max((newest.get((name, said.purpose), said) for name in own if name), key=lambda one: one.at)
    if (last.happened in YES) != (said.happened in YES) and last.at > said.at + AT_ONCE:
        yield f"What counts for “{row.slug}” is entry {row.entry}, and was said otherwise since: it was changed."


def _is_theirs(person: UUID, subject: UUID, subjects: dict[UUID, UUID]) -> bool:
    """Whether an entry stands for who it counts for; of whoever was erased a moment ago nobody can say."""
    return person not in subjects or subject in (person, subjects[person])
