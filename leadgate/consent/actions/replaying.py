"""Withdrawals outlive the database: noted beside it, and said again after a restore that knows nothing of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from leadgate.consent.actions.answering import NOTE, withdraw
from leadgate.consent.models import ConsentState
from leadgate.consent.queries import YES
from leadgate.foundation.background import backlog
from leadgate.foundation.db import action, session
from leadgate.foundation.files.notes import Notes, forget_notes, read_notes
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.foundation.utc import moment_of
from leadgate.ledger import queries as ledger
from leadgate.ledger.queries import subject_in
from leadgate.ledger.subjects import owners_of
from leadgate.ledger.types import ConsentEvent

FOLDER = "withdrawals"
NO = (ConsentEvent.WITHDRAWN, ConsentEvent.REFUSED, ConsentEvent.EXPIRED)


@dataclass(frozen=True, slots=True)
class Noted:
    """That somebody's consent to one purpose ended at a moment; who, only their key says (`ledger.subjects`)."""

    subject: UUID
    purpose: UUID
    at: datetime


def note(entry: str, purpose: str, at: str = "") -> None:
    """Write a withdrawal down beside the database, under what its entry stands; again is the same file.

    Args:
        entry: the id of its entry on the ledger, as text.
        purpose: the purpose's id, as text.
        at: when it was said (ISO 8601), if a restore has said it again: a yes from in between is the later word.
    """
    row = ledger.entry(UUID(entry))
    if row is not None:
        document = {"person": str(row.subject), "purpose": purpose, "at": at or row.at.isoformat()}
        installation().storage.write_json(f"{FOLDER}/{row.at:%Y-%m-%d}/{entry}.json", document)


def write_down_waiting() -> int:
    """Write down now what the outbox has not come to, for whoever takes its database away.

    Returns:
        How much of it cannot be read: somebody else has written there. The rest is written down all the same.
    """
    return backlog.done_now(NOTE, note)


def noted() -> Notes[Noted]:
    """Every withdrawal that was written down."""
    return read_notes(installation().storage, FOLDER, _read)


def known_here() -> Iterator[Noted]:
    """Every no that is the last word according to this database, whether or not it was written down beside it."""
    said = select(subject_in(ConsentState.entry), ConsentState.purpose_id, ConsentState.since)
    for subject, purpose, at in session().execute(said.where(ConsentState.state.in_(NO))):
        if subject:
            yield Noted(subject, purpose, at)


def _read(document: dict[str, Any]) -> Iterator[Noted]:
    yield Noted(UUID(document["person"]), UUID(document["purpose"]), moment_of(document["at"]))


def replay(withdrawals: Iterable[Noted]) -> int:
    """Withdraw again what this database takes for given from before the withdrawal; answers how many that was."""
    known, given = list(withdrawals), _given()
    whose = owners_of({one.subject for one in known})
    said = {(whose[one.subject], one.purpose): one.at for one in sorted(known, key=_when) if one.subject in whose}
    return sum(_withdraw_again(*which, at) for which, at in said.items() if which in given and given[which] <= at)


def _when(one: Noted) -> datetime:
    return one.at


def _given() -> dict[tuple[UUID, UUID], datetime]:
    """Since when whom agrees to what, by person and purpose."""
    columns = select(ConsentState.person_id, ConsentState.purpose_id, ConsentState.since)
    found = session().execute(columns.where(ConsentState.state.in_(YES)))
    return {(person, purpose): since for person, purpose, since in found}


@action
def _withdraw_again(person: UUID, purpose: UUID, at: datetime) -> bool:
    try:
        return withdraw(installation().vault.key_of(person), purpose, method="restore", since=at)
    except KeyDestroyed:
        return False


KEPT = timedelta(days=400)
"""How long a withdrawal is kept beside the database: longer than any backup should be."""


def forget_old() -> None:
    """Let go of what no backup is old enough to contradict."""
    forget_notes(installation().storage, FOLDER, KEPT)
