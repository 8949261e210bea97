"""Reading the ledger: the newest seal, a person's entries, the proof that an entry is in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, SQLColumnExpression, func, select

from leadgate.foundation.db import session
from leadgate.ledger.merkle import consistency_path, inclusion_path, root_over
from leadgate.ledger.models import (
    IS_LOOK,
    LedgerCosignature,
    LedgerEntry,
    LedgerLeaf,
    LedgerNode,
    LedgerSeal,
    LedgerTimestamp,
    LedgerWitness,
)
from leadgate.ledger.readable import page_of
from leadgate.ledger.subjects import owners_of, subjects_of
from leadgate.ledger.types import ConsentEvent

LOOKS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Inclusion:
    """The proof that one entry is among the first `size`, under a signed root."""

    position: int
    path: list[bytes]
    seal: LedgerSeal


def newest_seal() -> Select[int, bytes]:
    """The statement that finds the size and root of the newest seal, for a connection of the asker's own."""
    return select(LedgerSeal.size, LedgerSeal.root).order_by(LedgerSeal.size.desc()).limit(1)


def last_seal() -> LedgerSeal | None:
    """The newest signed root; None before the first."""
    return session().scalar(select(LedgerSeal).order_by(LedgerSeal.size.desc()).limit(1))


def entries_of(person: UUID) -> Sequence[LedgerEntry]:
    """Everything one person said, oldest first."""
    return session().scalars(_about(person).where(LedgerEntry.happened != ConsentEvent.SEEN)).all()


def looks_at(person: UUID) -> Sequence[LedgerEntry]:
    """Every look of a member of staff at one person, newest first."""
    looks = _about(person).where(LedgerEntry.happened == ConsentEvent.SEEN)
    return session().scalars(looks.order_by(None).order_by(LedgerEntry.id.desc()).limit(LOOKS_SHOWN)).all()


def looked_at(since: datetime, until: datetime | None, accounts: Sequence[UUID] = ()) -> set[UUID]:
    """Whom these accounts looked at in a time, of those whose key is still there.

    Args:
        since: the first moment, in UTC.
        until: the last moment, in UTC; up to now when None.
        accounts: of the staff; everybody when none is named.
    """
    seen = select(LedgerEntry.subject).where(*_looks(since, until, accounts)).distinct()
    return set(owners_of(session().scalars(seen).all()).values())


def looks_by_kind(since: datetime, until: datetime | None, accounts: Sequence[UUID] = ()) -> dict[str, int]:
    """How many people were looked at in a time, by the kind of the look.

    Args:
        since: the first moment, in UTC.
        until: the last moment, in UTC; up to now when None.
        accounts: of the staff; everybody when none is named.
    """
    people = func.count(LedgerEntry.subject.distinct())
    looks = select(LedgerEntry.purpose, people).where(*_looks(since, until, accounts))
    return dict(iter(session().execute(looks.group_by(LedgerEntry.purpose))))


def _looks(since: datetime, until: datetime | None, accounts: Sequence[UUID]) -> list[ColumnElement[bool]]:
    """The conditions for looks in a time, by these accounts or by anybody."""
    conditions = [IS_LOOK, LedgerEntry.at >= since]
    if until:
        conditions.append(LedgerEntry.at <= until)
    return [*conditions, LedgerEntry.request.in_(accounts)] if accounts else conditions


def lookers(since: datetime, more_than: int) -> dict[UUID, int]:
    """The accounts that looked at more than so many people, and at how many.

    Args:
        since: the first moment, in UTC.
        more_than: so many people; who looked at no more than that is left out.
    """
    people = func.count(LedgerEntry.subject.distinct())
    looks = select(LedgerEntry.request, people).where(IS_LOOK, LedgerEntry.at >= since)
    return {
        account: count
        for account, count in session().execute(looks.group_by(LedgerEntry.request).having(people > more_than))
        if account
    }


def busiest_day(account: UUID, since: datetime, until: datetime) -> int:
    """The most people one account looked at on one day (UTC) of a time; 0 when it looked at nobody.

    Args:
        account: of the staff.
        since: the first moment, in UTC.
        until: the moment the time is over, in UTC.
    """
    day, people = func.date(LedgerEntry.at), func.count(LedgerEntry.subject.distinct())
    looks = select(people).where(IS_LOOK, LedgerEntry.at >= since, LedgerEntry.at < until)
    mine = looks.where(LedgerEntry.request == account).group_by(day).order_by(people.desc()).limit(1)
    return session().scalar(mine) or 0


def last_looker(person: UUID) -> UUID | None:
    """Who of the staff looked at somebody last."""
    looks = select(LedgerEntry.request).where(LedgerEntry.subject.in_(subjects_of(person)), IS_LOOK)
    return session().scalar(looks.order_by(LedgerEntry.at.desc()).limit(1))


def _about(person: UUID) -> Select[LedgerEntry]:
    return select(LedgerEntry).where(LedgerEntry.subject.in_(subjects_of(person))).order_by(LedgerEntry.id)


def entry_count() -> int:
    """How many entries there are, sealed or not."""
    return session().scalar(select(func.count()).select_from(LedgerEntry)) or 0


def unsealed(at_once: int) -> Iterator[Row[LedgerEntry] | None]:
    """The entries that have no place in the tree, oldest first, in constant memory; None for one that is unreadable.

    Args:
        at_once: how many are read at once.
    """
    placed = select(LedgerLeaf.entry).where(LedgerLeaf.entry == LedgerEntry.id).exists()
    waiting, at = select(LedgerEntry).where(~placed).order_by(LedgerEntry.id), 0
    while rows := page_of(waiting, at_once, at):
        yield from rows
        at += len(rows)
        session().expunge_all()


def witnessed_sizes() -> set[int]:
    """Over how many entries the checkpoints are that a witness is known to have cosigned."""
    sizes = select(LedgerCosignature.size).union(select(LedgerWitness.known_size).where(LedgerWitness.known_size > 0))
    return set(session().scalars(sizes))


def inclusion_of(entry: UUID) -> Inclusion | None:
    """The proof for one entry under the newest root; None while it waits to be sealed."""
    position = session().scalar(select(LedgerLeaf.position).where(LedgerLeaf.entry == entry))
    seal = last_seal()
    if position is None or seal is None or position >= seal.size:
        return None
    return Inclusion(position, inclusion_path(position, seal.size, _subtree), seal)


def consistency_between(older: int, newer: int) -> list[bytes]:
    """The proof that the first so many entries are the beginning of so many more (RFC 6962 section 2.1.2).

    Args:
        older: how many; at most `newer`.
        newer: how many more; at most what the newest seal covers.
    """
    return consistency_path(older, newer, _subtree)


def root_over_first(size: int) -> bytes:
    """The root over the first so many entries; at most what the newest seal covers."""
    return root_over(size, _subtree)


def entry_at(position: int) -> LedgerEntry | None:
    """The entry at a place of the tree; None where it is missing."""
    placed = select(LedgerEntry).join(LedgerLeaf, LedgerLeaf.entry == LedgerEntry.id)
    return session().scalar(placed.where(LedgerLeaf.position == position))


def _subtree(level: int, position: int) -> bytes:
    if level == 0:
        return session().scalars(select(LedgerLeaf.hash).where(LedgerLeaf.position == position)).one()
    node = select(LedgerNode.hash).where(LedgerNode.level == level, LedgerNode.position == position)
    return session().scalars(node).one()


def cosignatures_of(size: int) -> Sequence[str]:
    """The lines of the witnesses that cosigned the checkpoint over so many entries."""
    lines = select(LedgerCosignature.line).where(LedgerCosignature.size == size)
    return session().scalars(lines.order_by(LedgerCosignature.witness)).all()


def cosignature_by(witness: str, size: int) -> str | None:
    """The line a witness gave; None if it has given none.

    Args:
        witness: its verifier key.
        size: how many entries the checkpoint is over.
    """
    found = session().get(LedgerCosignature, (size, witness))
    return found.line if found else None


def last_stamp() -> LedgerTimestamp | None:
    """The newest time stamp; None before the first."""
    return session().scalar(select(LedgerTimestamp).order_by(LedgerTimestamp.size.desc()).limit(1))


def stamps() -> Sequence[LedgerTimestamp]:
    """Every time stamp, oldest first."""
    return session().scalars(select(LedgerTimestamp).order_by(LedgerTimestamp.size)).all()


def witness_state(key: str) -> LedgerWitness | None:
    """How it stands with a witness, named by its verifier key; None before it was asked first."""
    return session().get(LedgerWitness, key)


def entry(entry_id: UUID) -> LedgerEntry | None:
    """The entry of that id, if there is one."""
    return session().get(LedgerEntry, entry_id)


def batched_entries() -> Sequence[UUID]:
    """The ids of all entries that stand for a batch of answers, oldest first."""
    batched = select(LedgerEntry.id).where(LedgerEntry.happened == ConsentEvent.BATCHED).order_by(LedgerEntry.id)
    return session().scalars(batched).all()


def wording_in(entry_id: SQLColumnExpression[UUID] | UUID) -> ScalarSelect[str]:
    """The SHA-256 of the wording an entry is about, as a part of a statement.

    Args:
        entry_id: of the entry, or the column of another table that holds it.
    """
    of_entry = select(LedgerEntry.notice).where(LedgerEntry.id == entry_id)
    return of_entry.correlate_except(LedgerEntry).scalar_subquery()


def subject_in(entry_id: SQLColumnExpression[UUID]) -> ScalarSelect[UUID]:
    """Under which id an entry stands, as a part of a statement.

    Args:
        entry_id: the column of another table that holds the entry's id.
    """
    of_entry = select(LedgerEntry.subject).where(LedgerEntry.id == entry_id)
    return of_entry.correlate_except(LedgerEntry).scalar_subquery()


def leaf_in(entry_id: SQLColumnExpression[UUID]) -> ScalarSelect[bytes]:
    """The hash an entry has in the tree, None while it waits to be sealed, as a part of a statement.

    Args:
        entry_id: the column of another table that holds the entry's id.
    """
    of_entry = select(LedgerLeaf.hash).where(LedgerLeaf.entry == entry_id)
    return of_entry.correlate_except(LedgerLeaf).scalar_subquery()


def look_count() -> int:
    """How many looks of the staff stand on the record."""
    return session().scalar(select(func.count()).select_from(LedgerEntry).where(IS_LOOK)) or 0
