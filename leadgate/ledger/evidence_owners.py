"""Whose the sealed circumstances are: whoever the entries that name them stand for, as long as a key says so.

Circumstances hang on a key and go with it, so those of an owner without one were put there. They follow a request to
the person it turns out to be (`recording.adopt_evidence`), whose entries have another name then; the key that name was
made with is destroyed in the same act. So a name that leads to somebody else's key is that of who was robbed of them.
"""

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import select, tuple_

from leadgate.foundation.db import session
from leadgate.foundation.keys.vault import PersonKey, VaultKey
from leadgate.ledger import subjects
from leadgate.ledger.models import LedgerEntry, LedgerEvidence
from leadgate.ledger.readable import keys_of, rows_by

ROWS_AT_ONCE = 2_000
JOINED_AT_ONCE = 20_000
"""Entries are not indexed by what they name, so each of these reads them all."""


def without_key() -> list[UUID]:
    """The circumstances whose owner has no key; in one statement, because people are erased meanwhile."""
    hung = select(LedgerEvidence.id).outerjoin(VaultKey, VaultKey.id == LedgerEvidence.owner)
    return list(session().scalars(hung.where(VaultKey.id.is_(None)).order_by(LedgerEvidence.id)))


def not_opened(rows: Collection[tuple[UUID, UUID]]) -> list[UUID]:
    """Which circumstances still hang on a key that does not open, though its person was not erased.

    Args:
        rows: the id of each, and the owner whose key did not open or was gone a moment ago.
    """
    still = select(LedgerEvidence.id).join(VaultKey, VaultKey.id == LedgerEvidence.owner)
    # In a backup of somebody who was erased since, only the row of their key is left.
    still = still.where(VaultKey.wrapped != b"", tuple_(LedgerEvidence.id, LedgerEvidence.owner).in_(list(rows)))
    return list(session().scalars(still.order_by(LedgerEvidence.id))) if rows else []


def given_away() -> list[UUID]:
    """The circumstances whose entries stand for somebody else than their owner, whose key is there."""
    strange: dict[UUID, set[UUID]] = {}
    for subject, evidence, owner, key in _named():
        if subject != owner and (key is None or subject != subjects.subject_of(key)):
            strange.setdefault(subject, set()).add(evidence)
    found: set[UUID] = set()
    for key in _every_key() if strange else ():
        for name in {key.owner, subjects.subject_of(key)} & strange.keys():
            found |= strange[name]
    return sorted(found)


def _named() -> Iterator[tuple[UUID, UUID, UUID, PersonKey | None]]:
    """Whom an entry stands for, the circumstances it names, their owner and the owner's key."""
    both = select(LedgerEntry.subject, LedgerEvidence.id, LedgerEvidence.owner)
    both = both.join(LedgerEvidence, LedgerEvidence.sha256 == LedgerEntry.evidence)
    page, last = select(LedgerEvidence.id).order_by(LedgerEvidence.id).limit(JOINED_AT_ONCE), None
    while ids := session().scalars(page.where(LedgerEvidence.id > last) if last else page).all():
        rows, last = session().execute(both.where(LedgerEvidence.id.between(ids[0], ids[-1]))).all(), ids[-1]
        keys = keys_of({row.owner for row in rows})
        yield from ((subject, evidence, owner, keys.get(owner)) for subject, evidence, owner in rows)


def _every_key() -> Iterator[PersonKey]:
    for page in rows_by(VaultKey.id, select(VaultKey.id), ROWS_AT_ONCE):
        yield from keys_of([owner for owner, _row in page]).values()
