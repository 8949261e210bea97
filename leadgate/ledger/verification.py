"""Verifying the whole ledger: every byte against its leaf, every leaf against its root, every root against its seal."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.ledger import queries
from leadgate.ledger.models import LedgerEntry, LedgerLeaf, LedgerSeal
from leadgate.ledger.signing import fields_of, public_key, signed_head
from leadgate.ledger.stamping import is_stamped
from leadgate.verifier.notes import is_signed, read_checkpoint
from leadgate.verifier.reading import canonical
from leadgate.verifier.stamps import stamped_part
from leadgate.verifier.tree import Frontier, leaf_hash

ROWS_AT_ONCE = 5_000
FAULTS_SHOWN = 100


@dataclass
class VerificationReport:
    """What verification found; `faults` are sentences that name what is wrong and where."""

    entries: int = 0
    sealed: int = 0
    seals: int = 0
    root: str = ""
    faults: list[str] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """Entries that are recorded and not sealed yet."""
        return self.entries - self.sealed

    def fault(self, sentence: str) -> None:
        """Add one; past a hundred only the first hundred are kept."""
        if len(self.faults) < FAULTS_SHOWN:
            self.faults.append(sentence)


def verify(kept_roots_up_to: int | None = None) -> VerificationReport:
    """Recompute the ledger from its entries and compare it with every signed root, in constant memory.

    Args:
        kept_roots_up_to: of the roots kept outside the database, compare only those over so many entries; for a
            backup, which is older than the newest of them.
    """
    report, roots = VerificationReport(), _roots_to_meet(kept_roots_up_to)
    frontier = Frontier()
    for position, recorded, entry, fields in _leaves():
        if position != frontier.size:
            report.fault(f"Position {frontier.size} of the ledger is missing.")
            break
        if fields is None:
            report.fault(f"Entry {entry} at position {position} is missing.")
        elif leaf_hash(canonical(fields)) != recorded:
            report.fault(f"Entry {entry} at position {position} was changed after it was sealed.")
        frontier.grow(leaf_hash(canonical(fields)) if fields else recorded)
        _meet(report, roots, frontier)
    for size in sorted(roots):
        report.fault(f"The ledger was cut: a signed root covers {size} entries, only {frontier.size} are here.")
    report.entries, report.sealed, report.root = queries.entry_count(), frontier.size, frontier.root().hex()
    _check_signatures(report)
    _check_stamps(report)
    return report


def _leaves() -> Iterator[tuple[int, bytes, object, dict[str, str | None] | None]]:
    joined = (
        select(LedgerLeaf.position, LedgerLeaf.hash, LedgerLeaf.entry, LedgerEntry)
        .outerjoin(LedgerEntry, LedgerEntry.id == LedgerLeaf.entry)
        .order_by(LedgerLeaf.position)
        .limit(ROWS_AT_ONCE)
    )
    last = -1
    while rows := session().execute(joined.where(LedgerLeaf.position > last)).all():
        for position, digest, entry, row in rows:
            yield position, digest, entry, fields_of(row) if row else None
        last = rows[-1][0]
        session().expunge_all()


def _roots_to_meet(up_to: int | None) -> dict[int, set[tuple[bytes, str]]]:
    roots: dict[int, set[tuple[bytes, str]]] = {}
    for size, root in session().execute(select(LedgerSeal.size, LedgerSeal.root)):
        roots.setdefault(size, set()).add((root, "seal"))
    for head in installation().storage.documents("ledger"):
        if up_to is not None and int(str(head["size"])) > up_to:
            continue
        roots.setdefault(int(str(head["size"])), set()).add((bytes.fromhex(str(head["root"])), "kept copy"))
    for stamp in queries.stamps():
        roots.setdefault(stamp.size, set()).add((read_checkpoint(stamp.note, public_key()).root, "time stamp"))
    return roots


def _meet(report: VerificationReport, roots: dict[int, set[tuple[bytes, str]]], frontier: Frontier) -> None:
    for root, kind in sorted(roots.pop(frontier.size, ())):
        if root != frontier.root():
            report.fault(f"The first {frontier.size} entries do not lead to the root of their {kind}.")


def _check_signatures(report: VerificationReport) -> None:
    key, last = public_key(), -1
    page = select(LedgerSeal).order_by(LedgerSeal.size).limit(ROWS_AT_ONCE)
    while seals := session().scalars(page.where(LedgerSeal.size > last)).all():
        for seal in seals:
            report.seals += 1
            if not is_signed(key, seal.signature, signed_head(seal.size, seal.root, seal.sealed_at)):
                report.fault(f"The signature of the seal over {seal.size} entries is not this installation's.")
        last = seals[-1].size
        session().expunge_all()


def _check_stamps(report: VerificationReport) -> None:
    authority = installation().settings.time_stamps
    believed = list(authority.certificates) if authority else []
    for stamp in queries.stamps() if believed else ():
        if not is_stamped(stamp.response, stamped_part(stamp.note), believed):
            report.fault(f"The time stamp over {stamp.size} entries is not by the authority that is configured.")
