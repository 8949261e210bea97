"""What entries name and the tree does not hold: the wording that was shown, and the circumstances kept sealed; and
what is decided by: what counts of each consent; and the answers that one entry stands for.

An entry has the hash of each, so whatever still lies there is compared with what was sealed. Each wording is hashed
once, however many entries name it.
"""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Row, except_, func, select

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import Ciphertext, PersonKey, fingerprint
from leadgate.ledger import evidence_owners
from leadgate.ledger.models import LedgerEntry, LedgerEvidence
from leadgate.ledger.readable import UNREADABLE, keys_of, rows_by
from leadgate.ledger.types import KeptWording

ROWS_AT_ONCE = 2_000
WHY_STRAY = "They were changed, or their entries are gone."


def differences() -> Iterator[str]:
    """One sentence for each wording and circumstance that is not what entries name, and for what counts otherwise."""
    every = (
        *((_wordings, "wordings"), (_circumstances, "circumstances"), (_owners, "owners")),
        *((_counts, "what counts"), (_batches, "batches")),
    )
    for compare, what in every:
        try:
            yield from compare()
        except UNREADABLE:
            yield f"What is kept of {what} cannot be read: it was changed."


def _wordings() -> Iterator[str]:
    # What is named is read first: a wording that comes meanwhile is there by then.
    words = select(LedgerEntry.notice, LedgerEntry.purpose, LedgerEntry.language).where(LedgerEntry.notice != "")
    named = session().execute(words.distinct().order_by(LedgerEntry.notice)).all()
    house = installation().house
    find = house.answer("ledger.kept_wordings"), house.answer("ledger.kept_notices")
    kept: list[KeptWording] = [wording for each in find if each for wording in each()]
    for wording in kept:
        if wording.sha256 != wording.made_anew:
            yield f"The wording of {wording.shown} is not the one that entries name: it was changed."
    hashes = {wording.sha256 for wording in kept}
    for notice, purpose, language in named:
        if notice not in hashes:
            yield f"The wording {notice} (purpose {purpose}, language {language}), which entries name, is gone."


def _circumstances() -> Iterator[str]:
    named = select(LedgerEntry.evidence).where(LedgerEntry.evidence.is_not(None))
    stray = except_(select(LedgerEvidence.sha256), named).subquery()
    if count := session().scalar(select(func.count()).select_from(stray)):
        yield f"Circumstances that are kept and that no entry names: {count}. {WHY_STRAY}"
    read = select(*(getattr(LedgerEvidence, name) for name in ("id", "owner", "sha256", "circumstances")))
    for page in rows_by(LedgerEvidence.id, read, ROWS_AT_ONCE):
        keys = keys_of({row.owner for _id, row in page if row})
        for number, row in page:
            if row is None or (row.owner in keys and not _is_as_sealed(row, keys[row.owner])):
                yield f"Circumstances {number}, which entries name, are not what they were: they were changed."
        closed = [(number, row.owner) for number, row in page if row and row.owner not in keys]
        for number in evidence_owners.not_opened(closed):
            yield f"Circumstances {number}, which entries name, cannot be compared: the key they hang on does not open."


def _owners() -> Iterator[str]:
    for number in evidence_owners.without_key():
        yield f"Circumstances {number} hang on a key that is not there: their owner was changed."
    for number in evidence_owners.given_away():
        yield f"Circumstances {number} are those of somebody else than the entries that name them: they were changed."


def _counts() -> Iterator[str]:
    find = installation().house.answer("ledger.counts_otherwise")
    yield from find() if find else ()


def _batches() -> Iterator[str]:
    find = installation().house.answer("ledger.batches_otherwise")
    yield from find() if find else ()


def _is_as_sealed(row: Row[UUID, UUID, str, Ciphertext], key: PersonKey) -> bool:
    try:
        return fingerprint(key.open(LedgerEvidence.circumstances, row.id, row.circumstances)) == str(row.sha256)
    except UNREADABLE:
        return False
