"""The ledger at hand, for comparing what documents say with it."""

from collections.abc import Collection, Iterator

from sqlalchemy.exc import NoResultFound

from leadgate.ledger import queries
from leadgate.ledger.signing import fields_of
from leadgate.verifier.reading import Document
from leadgate.verifier.tree import Frontier, is_consistent
from leadgate.verifier.verdict import Claim, contradictions

NAME = "this ledger"


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
