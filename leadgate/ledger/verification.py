"""Verifying the whole ledger: every byte against its leaf, every leaf against its root, every root against its seal.
What entries name and the tree does not hold is compared by `beside`.

It reads and never mends: what was sealed once and is gone would be made anew by that, and nobody would hear of it.
"""

import operator
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from leadgate.foundation import clock
from leadgate.foundation.background import progress
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.ledger import beside, queries
from leadgate.ledger.actions import keeping
from leadgate.ledger.models import LedgerEntry, LedgerLeaf, LedgerSeal, LedgerTimestamp
from leadgate.ledger.punctuality import SEALED_WITHIN, WHY_LATE, Punctuality
from leadgate.ledger.readable import MALFORMED, misspelt_moments, rows_by
from leadgate.ledger.signing import fields_of, is_marked, mark_of, public_key, signed_head
from leadgate.ledger.stamping import Certificates, is_stamped
from leadgate.ledger.stored_tree import StoredTree
from leadgate.verifier.notes import is_signed, read_checkpoint
from leadgate.verifier.reading import Unreadable, canonical
from leadgate.verifier.stamps import stamped_part
from leadgate.verifier.tree import HASH_BYTES, Frontier, leaf_hash

ROWS_AT_ONCE = 5_000
FAULTS_SHOWN = 100
SEAL = "seal"
UNREADABLE = bytes(HASH_BYTES)
Roots = dict[int, set[tuple[bytes | None, str]]]
"""By size: the roots that are known of it, and who knows them; None of who knows the size alone."""


@dataclass
class VerificationReport:
    """What verification found; `faults` are sentences that name what is wrong and where, `notes` what may be wrong."""

    entries: int = 0
    sealed: int = 0
    seals: int = 0
    root: str = ""
    waiting: int = 0
    """Entries that are recorded and not sealed yet."""
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fault(self, sentence: str) -> None:
        """Add one; past a hundred only the first hundred are kept."""
        if len(self.faults) < FAULTS_SHOWN:
            self.faults.append(sentence)


def verify(backed_up: int | None = None) -> VerificationReport:
    """Recompute the ledger from its entries and compare it with every signed root, in constant memory; write nothing.

    Args:
        backed_up: of a backup: how many entries its newest seal is over. The roots kept outside the database are
            compared up to there only, and what was recorded while it was made waits to be sealed, however old it is.
    """
    report = VerificationReport()
    roots = _roots_to_meet(report, backed_up if backed_up is not None else _restored_to(report))
    frontier = _walked(report, roots)
    for size in sorted(roots):
        report.fault(f"The ledger was cut: a signed root covers {size} entries, only {frontier.size} are here.")
    report.entries, report.sealed, report.root = queries.entry_count(), frontier.size, frontier.root().hex()
    _check_seals(report)
    _check_sealed(report, is_backup=backed_up is not None)
    _check_stamps(report)
    for sentence in beside.differences():
        report.fault(sentence)
    for column in (LedgerEntry.at, LedgerSeal.sealed_at):
        if misspelt := misspelt_moments(column):
            report.fault(f"Moments in {column} that this installation did not write like that: {misspelt}.")
    return report


def _walked(report: VerificationReport, roots: Roots) -> Frontier:
    """Every entry against its leaf, and every root on the way."""
    frontier, tree, punctual = Frontier(), StoredTree(), Punctuality()
    joined = select(LedgerLeaf.hash, LedgerLeaf.entry, LedgerEntry)
    joined = joined.outerjoin(LedgerEntry, LedgerEntry.id == LedgerLeaf.entry)
    leaves = (session().scalar(select(func.max(LedgerLeaf.position))) or 0) + 1
    for page in rows_by(LedgerLeaf.position, joined, ROWS_AT_ONCE):
        for position, row in page:
            if position != frontier.size:
                report.fault(f"Position {frontier.size} of the ledger is missing.")
                return frontier
            recorded, leaf, at = _compared(report, position, row)
            frontier.grow(leaf)
            tree.grow(recorded)
            _meet(report, roots, frontier)
            punctual.walked(at, frontier.size)
        for sentence in tree.differences():
            report.fault(sentence)
        progress.done(frontier.size, leaves)
    for sentence in tree.surplus():
        report.fault(sentence)
    report.notes += punctual.notes()
    return frontier


def _compared(report: VerificationReport, position: int, row: Any) -> tuple[bytes, bytes, datetime | None]:
    """The hash of a leaf as it is stored, as its entry leads to it, and when the entry was recorded."""
    try:
        recorded, named, entry = row
        if len(recorded) != HASH_BYTES:
            raise ValueError
        if entry is None:
            report.fault(f"Entry {named} at position {position} is missing.")
            return recorded, recorded, None
        fields = fields_of(entry)
        leaf = leaf_hash(canonical(fields))
        if leaf != recorded:
            report.fault(f"Entry {named} at position {position} was changed after it was sealed.")
        elif entry.mark is not None and entry.mark != mark_of(fields):
            report.fault(f"The mark of entry {named} at position {position} was changed.")
        return recorded, leaf, entry.at
    except MALFORMED:
        report.fault(f"What stands at position {position} of the ledger cannot be read: it was changed.")
        return UNREADABLE, UNREADABLE, None


def _restored_to(report: VerificationReport) -> int | None:
    """Up to where roots kept outside are this ledger's, while a restore that was ended has not set the others aside."""
    ask = installation().house.answer("ledger.restored_to")
    size: int | None = ask() if ask else None
    if size is not None:
        report.notes.append(
            f"A restore to the first {size} entries was ended before it was finished: roots kept outside that are over "
            "more are not compared. The next start finishes it, and so does: leadgate migrate"
        )
    return size


def _roots_to_meet(report: VerificationReport, up_to: int | None) -> Roots:
    roots: Roots = {}
    # What is kept outside is read first: read later, it could be of entries that were not there a moment ago.
    for size, root in _kept_copies(report):
        if up_to is None or size <= up_to:
            roots.setdefault(size, set()).add((root, "kept copy"))
    for page in rows_by(LedgerSeal.size, select(LedgerSeal.root), ROWS_AT_ONCE):
        for size, row in page:
            roots.setdefault(size, set()).add((row.root if row else None, SEAL))
    for size, root in _stamped(report):
        roots.setdefault(size, set()).add((root, "time stamp"))
    for size in _witnessed(report):
        roots.setdefault(size, set()).add((None, "witness"))
    return roots


def _witnessed(report: VerificationReport) -> list[int]:
    try:
        return sorted(operator.index(size) for size in queries.witnessed_sizes())
    except MALFORMED:
        report.fault("What is kept of a witness names no number of entries: it was changed.")
        return []


def _stamped(report: VerificationReport) -> Iterator[tuple[int, bytes]]:
    for page in rows_by(LedgerTimestamp.size, select(LedgerTimestamp.note), ROWS_AT_ONCE):
        for size, row in page:
            try:
                yield size, read_checkpoint(row.note, public_key()).root
            except (Unreadable, *MALFORMED):
                report.fault(f"The time stamp over {size} entries cannot be read: it was changed.")


def _kept_copies(report: VerificationReport) -> Iterator[tuple[int, bytes]]:
    store = installation().storage
    for name in store.document_names(keeping.FOLDER):
        try:
            head: Any = store.document(name)
            yield int(str(head["size"])), bytes.fromhex(str(head["root"]))
        except (RecursionError, *MALFORMED):
            report.fault(f"The kept copy {name} cannot be read: it was changed.")


def _meet(report: VerificationReport, roots: Roots, frontier: Frontier) -> None:
    known = roots.pop(frontier.size, set())
    for root, kind in sorted(known, key=str):
        if root not in (None, frontier.root()):
            report.fault(f"The first {frontier.size} entries do not lead to the root of their {kind}.")
    knows = sorted({kind for _root, kind in known})
    if knows and SEAL not in knows:
        report.fault(f"The seal over {frontier.size} entries is gone; still known by its {' and '.join(knows)}.")


def _check_seals(report: VerificationReport) -> None:
    """Whether each seal is signed by us, and the next root could grow from it."""
    for page in rows_by(LedgerSeal.size, select(LedgerSeal), ROWS_AT_ONCE):
        for size, row in page:
            report.seals += 1
            try:
                seal = row[0]
                if not is_signed(public_key(), seal.signature, signed_head(size, seal.root, seal.sealed_at)):
                    report.fault(f"The signature of the seal over {size} entries is not this installation's.")
                if Frontier.unpacked(size, seal.frontier).root() != seal.root:
                    report.fault(f"The frontier of the seal over {size} entries does not lead to its root.")
            except MALFORMED:
                report.fault(f"The seal over {size} entries cannot be read: it was changed.")


def _check_sealed(report: VerificationReport, *, is_backup: bool) -> None:
    """Whether what should be sealed is: an entry's place and the seal over it are written in one act, and soon."""
    covered = session().scalar(select(func.max(LedgerSeal.size))) or 0
    if report.sealed > covered:
        report.fault(f"The seals over {report.sealed} entries are gone: there is none over more than {covered}.")
    since = _waiting(report)
    if since and not is_backup and since < clock.now() - SEALED_WITHIN:
        are = "entry is" if report.waiting == 1 else "entries are"
        report.fault(f"{report.waiting} {are} not sealed, the oldest since {since:%Y-%m-%d %H:%M:%S} UTC: {WHY_LATE}.")


def _waiting(report: VerificationReport) -> datetime | None:
    """Count what waits to be sealed, since when, and name what this installation did not record."""
    since = None
    for row in queries.unsealed(ROWS_AT_ONCE):
        try:
            entry, is_ours = (row[0], is_marked(row[0])) if row else (None, False)
        except MALFORMED:
            entry, is_ours = None, False
        if entry is None:
            report.fault("An entry that is not sealed cannot be read: it was not recorded by this installation.")
        elif is_ours:
            report.waiting += 1
            since = min(since or entry.at, entry.at)
        else:
            report.fault(f"Entry {entry.id} was not recorded by this installation.")
    return since


def _check_stamps(report: VerificationReport) -> None:
    authority = installation().settings.time_stamps
    pages = rows_by(LedgerTimestamp.size, select(LedgerTimestamp), ROWS_AT_ONCE)
    stamps = [(size, row) for page in pages for size, row in page]
    if authority:
        believed = list(authority.certificates)
        for size, row in stamps:
            if not _is_stamp(row, believed):
                report.fault(f"The time stamp over {size} entries is not by the authority that is configured.")
    elif stamps:
        report.notes.append(
            f"Time stamps that were compared with the ledger: {len(stamps)}. Who signed them was not looked at, as "
            "LEADGATE_TSA_CERTIFICATE is not set."
        )


def _is_stamp(row: Any, believed: Certificates) -> bool:
    try:
        return is_stamped(row[0].response, stamped_part(row[0].note), believed)
    except (Unreadable, *MALFORMED):
        return False
