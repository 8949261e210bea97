"""Reading: everything that taking a proof has to know, in one statement."""

from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, func, select
from sqlalchemy.orm import aliased

from leadgate.foundation.db import read_row
from leadgate.foundation.keys.vault import Ciphertext, VaultKey
from leadgate.people.models import Person, Tombstone
from leadgate.people.verification.models import Verification
from leadgate.people.verification.queries import SEEN, is_named
from leadgate.people.verification.types import Reads, Seen, VerificationKind


@dataclass(frozen=True, slots=True)
class ReadVerification:
    """A verification, who has its address now, and what the kind reads besides."""

    seen: Seen
    link_ends_at: datetime
    address: Ciphertext | None
    payload: Ciphertext | None
    address_index: bytes | None
    source: str
    wrapped: bytes
    """The key it lies under."""
    person: UUID | None
    """Who is known by the address."""
    persons_wrapped: bytes | None
    erased_at: datetime | None
    """When whoever had the address was erased last, unless they came back since."""
    read: tuple[Any, ...]


def read(kind: VerificationKind, named: UUID) -> ReadVerification | None:
    """What a link of this kind names; on PostgreSQL nobody else takes a proof of it until the act at work is done.

    Args:
        kind: of the link.
        named: the id of a verification, or of what it is about, where its kind has no key of its own.
    """
    columns = read_row(_reading(kind), {"named": named})
    if columns is None:
        return None
    of_seen, of_asked = len(SEEN), len(SEEN) + len(fields(ReadVerification)) - 2
    own: Any = (Seen(*columns[:of_seen]), *columns[of_seen:of_asked], columns[of_asked:])
    return ReadVerification(*own)


@cache
def _reading(kind: VerificationKind) -> Executable:
    theirs = aliased(VaultKey)
    of_address = Person.address_index == Verification.address_index
    erased = (
        select(func.max(Tombstone.since))
        .where(Tombstone.address_index == Verification.address_index, Tombstone.lifted_at.is_(None))
        .scalar_subquery()
    )
    also: Reads | None = kind.call(kind.reads) if kind.reads else None
    # Keys and people are joined loosely: whoever waited here for another to be done finds them changed, and the row.
    reading = (
        select(
            *SEEN,
            *(Verification.link_ends_at, Verification.address, Verification.payload, Verification.address_index),
            *(Verification.source, VaultKey.wrapped, Person.id, theirs.wrapped, erased),
            *(also.columns if also else ()),
        )
        .select_from(Verification)
        .outerjoin(VaultKey, VaultKey.id == Verification.subject_id)
        .outerjoin(Person, of_address)
        .outerjoin(theirs, theirs.id == Person.id)
    )
    if also:
        reading = reading.outerjoin(also.id.class_, also.id == Verification.about)
    return reading.where(*is_named(kind)).with_for_update(of=Verification)
