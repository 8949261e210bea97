"""Withdrawals outlive the database: noted beside it, and said again after a restore that knows nothing of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from leadgate.consent.actions.answering import withdraw
from leadgate.consent.models import ConsentState
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.ledger import queries as ledger
from leadgate.ledger.subjects import owners_of

FOLDER = "withdrawals"


@dataclass(frozen=True, slots=True)
class Noted:
    """That somebody's consent to one purpose ended at a moment; who, only their key says (`ledger.subjects`)."""

    subject: UUID
    purpose: UUID
    at: datetime


def note(entry: str, purpose: str) -> None:
    """Write a withdrawal down beside the database, under what its entry stands; again is the same file.

    Args:
        entry: the id of its entry on the ledger, as text.
        purpose: the purpose's id, as text.
    """
    row = ledger.entry(UUID(entry))
    if row is not None:
        document = {"person": str(row.subject), "purpose": purpose, "at": row.at.isoformat()}
        installation().storage.write_json(f"{FOLDER}/{row.at:%Y-%m-%d}/{entry}.json", document)


def noted() -> Iterator[Noted]:
    """Every withdrawal that was written down."""
    for document in installation().storage.documents(FOLDER):
        yield _read(document)


def _read(document: dict[str, Any]) -> Noted:
    return Noted(UUID(document["person"]), UUID(document["purpose"]), datetime.fromisoformat(document["at"]))


def replay(withdrawals: Iterable[Noted]) -> int:
    """Withdraw again what this database takes for given from before the withdrawal; answers how many that was."""
    known = list(withdrawals)
    whose = owners_of({one.subject for one in known})
    return sum(_withdraw_again(whose[one.subject], one) for one in known if one.subject in whose)


@action
def _withdraw_again(person: UUID, one: Noted) -> bool:
    since = select(ConsentState.since).where(ConsentState.person_id == person, ConsentState.purpose_id == one.purpose)
    given = session().scalar(since)
    if given is None or given > one.at:
        return False
    try:
        return withdraw(installation().vault.key_of(person), one.purpose, method="restore")
    except KeyDestroyed:
        return False


KEPT_DAYS = 400
"""How long a withdrawal is kept beside the database: longer than any backup should be."""


def forget_old() -> None:
    """Let go of what no backup is old enough to contradict."""
    store = installation().storage
    for name, _size in list(store.files(FOLDER)):
        if (clock.now().date() - datetime.fromisoformat(name.split("/")[1]).date()).days > KEPT_DAYS:
            store.delete(name)
