"""The ledger at hand, for comparing what documents say with it."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from leadgate.foundation.background import progress
from leadgate.foundation.db import session
from leadgate.ledger import queries
from leadgate.ledger.models import LedgerEntry, LedgerLeaf, LedgerSeal
from leadgate.ledger.signing import fields_of, moment
from leadgate.ledger.types import EntryRow
from leadgate.verifier.reading import Document
from leadgate.verifier.tree import Frontier, is_consistent
from leadgate.verifier.verdict import Claim, contradictions

NAME = "this ledger"
ROWS_AT_ONCE = 2_000


class SealedHistory:
    """The sealed part of this installation's ledger."""

    def __init__(self) -> None:
        last = queries.last_seal()
        self.size, self.root = (last.size, last.root) if last else (0, Frontier().root())

    def root_at(self, size: int) -> bytes:
        """The root over its first so many entries, from the stored tree."""
        return queries.root_over_first(size)

    def entry_at(self, position: int) -> Document:
        """The entry at a position below `size`; with nothing in it where it is missing."""
        found = queries.entry_at(position)
        return dict(fields_of(found)) if found else {}


def contradicted(claims: Collection[Claim]) -> Iterator[str]:
    """What claims say otherwise than this ledger, one sentence each.

    Each has to have its root and its entry here, and its tree has to grow into the newest one by a consistency proof.
    """
    try:
        yield from _compared(claims, SealedHistory())
    except NoResultFound:
        yield f"A part of the stored tree of {NAME} is gone. Run: leadgate ledger verify"


def _compared(claims: Collection[Claim], here: SealedHistory) -> Iterator[str]:
    yield from contradictions(claims, here, NAME)
    for claim in claims:
        if claim.size <= here.size and here.root_at(claim.size) == claim.root:
            path = queries.consistency_between(claim.size, here.size)
            if not is_consistent((claim.size, claim.root), (here.size, here.root), path):
                yield f"{claim.who}: its {claim.size} entries do not grow into the newest root of {NAME}."


def entries_up_to(size: int) -> Iterator[EntryRow]:
    """The first so many entries of the tree, in its order, in constant memory."""
    joined = select(LedgerEntry, LedgerLeaf.position).join(LedgerLeaf, LedgerLeaf.entry == LedgerEntry.id)
    joined = joined.where(LedgerLeaf.position < size)
    page, last = joined.order_by(LedgerLeaf.position).limit(ROWS_AT_ONCE), -1
    while rows := session().execute(page.where(LedgerLeaf.position > last)).all():
        progress.done(last + 1, size)
        yield from (entry for entry, _ in rows)
        last = rows[-1][1]
        session().expunge_all()


def seals_up_to(size: int) -> Iterator[dict[str, Any]]:
    """Every seal over so many entries or fewer, oldest first, as it stands in what is handed out."""
    for seal in session().scalars(select(LedgerSeal).where(LedgerSeal.size <= size).order_by(LedgerSeal.size)):
        head = {"size": seal.size, "root": seal.root.hex(), "sealed_at": moment(seal.sealed_at)}
        yield head | {"signature": seal.signature.hex()}
