"""Sealing: giving new entries their place in the tree, and signing the root that covers them."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, add_rows, session
from leadgate.foundation.sql.tables import row_of
from leadgate.ledger import queries
from leadgate.ledger.errors import BrokenSeal
from leadgate.ledger.models import LedgerEntry, LedgerLeaf, LedgerNode, LedgerSeal
from leadgate.ledger.readable import page_of
from leadgate.ledger.signing import fields_of, is_marked, private_key, public_key, signed_head
from leadgate.verifier.notes import is_signed
from leadgate.verifier.reading import canonical
from leadgate.verifier.tree import Frontier, leaf_hash

BATCH_ENTRIES = 2_000
# An act that began this long before another can still commit after it; no transaction may run longer.
LATEST_COMMIT = timedelta(minutes=10)


@action
def seal_batch() -> int:
    """Seal what has been recorded since the last time, oldest first; answers how many entries that was.

    An entry without the mark of this installation was written by somebody else, and is passed over: it is never sealed.
    Two sealers at once are harmless: both want the same positions, one gets them, the other begins again behind it.
    """
    entries = list(islice(_waiting(), BATCH_ENTRIES))
    if entries:
        _grow(entries)
    return len(entries)


def _waiting() -> Iterator[LedgerEntry]:
    newest = session().scalar(select(LedgerLeaf.entry).order_by(LedgerLeaf.position.desc()).limit(1))
    found = (
        select(LedgerEntry).outerjoin(LedgerLeaf, LedgerLeaf.entry == LedgerEntry.id).where(LedgerLeaf.entry.is_(None))
    )
    after = _earlier(newest, LATEST_COMMIT) if newest else UUID(int=0)
    page, at = found.where(LedgerEntry.id > after).order_by(LedgerEntry.id), 0
    while rows := page_of(page, BATCH_ENTRIES, at):
        yield from (row[0] for row in rows if row and is_marked(row[0]))
        at += len(rows)


def _earlier(entry: UUID, by: timedelta) -> UUID:
    """The least id (UUIDv7: its first 48 bits are milliseconds) that could be as old as that."""
    milliseconds = (entry.int >> 80) - int(by.total_seconds() * 1000)
    return UUID(int=max(milliseconds, 0) << 80)


def _grow(entries: list[LedgerEntry]) -> None:
    frontier = _sealed_so_far()
    leaves, nodes = [], []
    for entry in entries:
        digest = leaf_hash(canonical(fields_of(entry)))
        leaves.append(row_of(LedgerLeaf, position=frontier.size, entry=entry.id, hash=digest))
        grown = frontier.append(digest)
        nodes += [row_of(LedgerNode, level=level, position=at, hash=root) for level, at, root in grown]
    now, root = clock.now(), frontier.root()
    add_rows(LedgerLeaf, leaves)
    add_rows(LedgerNode, nodes)
    signature = private_key().sign(signed_head(frontier.size, root, now))
    add_row(LedgerSeal, size=frontier.size, root=root, frontier=frontier.packed(), sealed_at=now, signature=signature)


def _sealed_so_far() -> Frontier:
    """What the newest seal covers, believed by its signature: whoever writes here could put leaves of theirs in it.

    Raises:
        BrokenSeal: the newest seal is not as this installation made it.
    """
    last = queries.last_seal()
    if last is None:
        return Frontier()
    try:
        frontier = Frontier.unpacked(last.size, last.frontier)
    except ValueError as damage:
        raise BrokenSeal from damage
    is_ours = is_signed(public_key(), last.signature, signed_head(last.size, last.root, last.sealed_at))
    if not is_ours or frontier.root() != last.root:
        raise BrokenSeal
    return frontier


def seal_all() -> int:
    """Seal until nothing waits; answers how many entries that was."""
    sealed = 0
    while batch := seal_batch():
        sealed += batch
    return sealed
