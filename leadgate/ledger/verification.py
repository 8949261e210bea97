"""Verifying the whole ledger: every byte against its leaf, every leaf against its root, every root against its seal.

It reads and never mends: what was sealed once and is gone would be made anew by that, and nobody would hear of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.ledger import queries
from leadgate.ledger.models import LedgerEntry, LedgerLeaf, LedgerSeal
from leadgate.ledger.signing import fields_of, is_marked, public_key, signed_head
from leadgate.ledger.stamping import is_stamped
from leadgate.verifier.notes import is_signed, read_checkpoint
from leadgate.verifier.reading import canonical
from leadgate.verifier.stamps import stamped_part
from leadgate.verifier.tree import Frontier, leaf_hash

ROWS_AT_ONCE = 5_000
FAULTS_SHOWN = 100
SEAL = "seal"
SEALED_WITHIN = timedelta(minutes=15)
"""The clock seals every few seconds, and an act may commit ten minutes after it began: whatever is older is sealed."""
WHY_LATE = "either no worker ran, or seals were taken away"
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
    report, roots = VerificationReport(), _roots_to_meet(backed_up)
    frontier, punctual = Frontier(), _Punctuality()
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
        punctual.walked(fields, frontier.size)
    for size in sorted(roots):
        report.fault(f"The ledger was cut: a signed root covers {size} entries, only {frontier.size} are here.")
    report.entries, report.sealed, report.root = queries.entry_count(), frontier.size, frontier.root().hex()
    _check_signatures(report)
    _check_sealed(report, is_backup=backed_up is not None)
    _check_stamps(report)
    report.notes += punctual.notes()
    return report


class _Punctuality:
    """How long entries waited for their seals: what is made anew over old entries is made late."""

    def __init__(self) -> None:
        self._sealed_at = dict(iter(session().execute(select(LedgerSeal.size, LedgerSeal.sealed_at))))
        self._oldest: datetime | None = None
        self._late: list[tuple[int, datetime]] = []

    def walked(self, fields: dict[str, str | None] | None, size: int) -> None:
        """Take in one entry, which is the last of so many."""
        at = datetime.fromisoformat(str(fields["at"])) if fields else None
        self._oldest = min((each for each in (at, self._oldest) if each), default=None)
        if sealed_at := self._sealed_at.get(size):
            if self._oldest and self._oldest < sealed_at - SEALED_WITHIN:
                self._late.append((size, sealed_at))
            self._oldest = None

    def notes(self) -> Iterator[str]:
        """One sentence if any was late."""
        if self._late:
            size, at = self._late[0]
            yield (
                f"Seals that were made over 15 minutes after an entry under them: {len(self._late)}, the first over "
                f"{size} entries at {at:%Y-%m-%d %H:%M:%S} UTC: {WHY_LATE} and made anew."
            )


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


def _roots_to_meet(up_to: int | None) -> Roots:
    roots: Roots = {}
    for size, root in session().execute(select(LedgerSeal.size, LedgerSeal.root)):
        roots.setdefault(size, set()).add((root, SEAL))
    for head in installation().storage.documents("ledger"):
        if up_to is not None and int(str(head["size"])) > up_to:
            continue
        roots.setdefault(int(str(head["size"])), set()).add((bytes.fromhex(str(head["root"])), "kept copy"))
    for stamp in queries.stamps():
        roots.setdefault(stamp.size, set()).add((read_checkpoint(stamp.note, public_key()).root, "time stamp"))
    for size in queries.witnessed_sizes():
        roots.setdefault(size, set()).add((None, "witness"))
    return roots


def _meet(report: VerificationReport, roots: Roots, frontier: Frontier) -> None:
    known = roots.pop(frontier.size, set())
    for root, kind in sorted(known, key=str):
        if root not in (None, frontier.root()):
            report.fault(f"The first {frontier.size} entries do not lead to the root of their {kind}.")
    knows = sorted({kind for _root, kind in known})
    if knows and SEAL not in knows:
        report.fault(f"The seal over {frontier.size} entries is gone; still known by its {' and '.join(knows)}.")


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


def _check_sealed(report: VerificationReport, *, is_backup: bool) -> None:
    """Whether what should be sealed is: an entry's place and the seal over it are written in one act, and soon."""
    last = queries.last_seal()
    covered = last.size if last else 0
    if report.sealed > covered:
        report.fault(f"The seals over {report.sealed} entries are gone: there is none over more than {covered}.")
    since = _waiting(report)
    if since and not is_backup and since < clock.now() - SEALED_WITHIN:
        are = "entry is" if report.waiting == 1 else "entries are"
        report.fault(f"{report.waiting} {are} not sealed, the oldest since {since:%Y-%m-%d %H:%M:%S} UTC: {WHY_LATE}.")


def _waiting(report: VerificationReport) -> datetime | None:
    """Count what waits to be sealed, since when, and name what this installation did not record."""
    since = None
    for entry in queries.unsealed(ROWS_AT_ONCE):
        if is_marked(entry):
            report.waiting += 1
            since = min(since or entry.at, entry.at)
        else:
            report.fault(f"Entry {entry.id} was not recorded by this installation.")
    return since


def _check_stamps(report: VerificationReport) -> None:
    authority, stamps = installation().settings.time_stamps, queries.stamps()
    if authority:
        believed = list(authority.certificates)
        for stamp in stamps:
            if not is_stamped(stamp.response, stamped_part(stamp.note), believed):
                report.fault(f"The time stamp over {stamp.size} entries is not by the authority that is configured.")
    elif stamps:
        report.notes.append(
            f"Time stamps that were compared with the ledger: {len(stamps)}. Who signed them was not looked at, as "
            "LEADGATE_TSA_CERTIFICATE is not set."
        )
