"""The stored tree against the leaves it was made of, a page at a time: proofs are made from it."""

from collections.abc import Iterator

from sqlalchemy import func, select, type_coerce
from sqlalchemy.types import NullType

from leadgate.foundation.db import session
from leadgate.ledger.models import LedgerNode
from leadgate.ledger.readable import page_of
from leadgate.verifier.tree import Frontier


class StoredTree:
    """Grows beside the walk and compares every subtree that is completed with the one that is stored."""

    def __init__(self) -> None:
        self._frontier = Frontier()
        self._completed: dict[int, dict[int, bytes]] = {}
        self._count = 0

    def grow(self, leaf: bytes) -> None:
        """Take in the next leaf as it is stored."""
        for level, position, root in self._frontier.append(leaf):
            self._completed.setdefault(level, {})[position] = root
            self._count += 1

    def differences(self) -> Iterator[str]:
        """What is stored otherwise of what was completed since the last time, one sentence each."""
        raw = type_coerce(LedgerNode.hash, NullType())  # as it lies there, whatever it is
        for level, completed in self._completed.items():
            among = LedgerNode.position.between(min(completed), max(completed))
            page = (
                select(LedgerNode.position, raw).where(LedgerNode.level == level, among).order_by(LedgerNode.position)
            )
            stored = {row[0]: row[1] for row in page_of(page, len(completed)) if row}
            for position, root in completed.items():
                if stored.get(position) != root:
                    yield f"Part {position} of level {level} of the stored tree is not what its entries lead to."
        self._completed.clear()

    def surplus(self) -> Iterator[str]:
        """One sentence if more is stored than the leaves lead to."""
        stored = session().scalar(select(func.count()).select_from(LedgerNode)) or 0
        if stored > self._count:
            yield f"The stored tree has {stored - self._count} parts more than its entries lead to."
