"""Undoing an import: who came by it alone and did nothing since is erased, for others its yes ends.

Questions that wait are called off. Whoever confirmed one has said so themselves, and stays.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select

from leadgate.consent import proofs
from leadgate.consent import queries as consent
from leadgate.consent.actions.answering import withdraw
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.lead_imports.actions.sending import forget_file
from leadgate.lead_imports.errors import ImportMovedOn
from leadgate.lead_imports.models import LeadImport, LeadImported
from leadgate.lead_imports.types import LeadImportState
from leadgate.lead_imports.verifications import WANTED
from leadgate.people import access
from leadgate.people.types import SuppressionReason
from leadgate.people.verification.actions.calling_off import call_off
from leadgate.people.verification.actions.suppressing import lift

UNDO, BATCH = "lead_imports.undo", 100
METHOD = "import-undone"


@action
def begin(import_id: UUID, *, by: UUID | None) -> None:
    """Undo an import that was taken in, or end one that is being; the workers do it.

    Args:
        import_id: of the import.
        by: the member of staff; None on the command line.

    Raises:
        ImportMovedOn: nobody came by it, or it is undone already.
    """
    row = locked(LeadImport, import_id)
    if row is None or row.state not in (LeadImportState.DONE, LeadImportState.AT_WORK):
        raise ImportMovedOn
    row.state, row.by = LeadImportState.UNDOING, by
    forget_file(row.id)
    audit.record("leads:import-undo", actor=by, subject=row.id)
    _go_on(row.id, None)


def _go_on(import_id: UUID, last: UUID | None) -> None:
    outbox.put(UNDO, {"import_id": import_id, "last": last or ""}, key=f"{UNDO}/{import_id}/{last}")


@action
def undo(import_id: str, last: str) -> None:
    """Undo some of an import, and see to the rest. Twice is as good as once.

    Args:
        import_id: the import's id.
        last: what was undone last.
    """
    row = locked(LeadImport, UUID(import_id))
    if row is None or row.state != LeadImportState.UNDOING:
        return
    if called_off := call_off(WANTED, row.id, BATCH, UUID(last) if last else None):
        lift([one.address_index for one in called_off if not one.was_written_to], SuppressionReason.ASKED)
        _go_on(row.id, called_off[-1].id)
        return
    brought = (LeadImported.import_id == row.id, ~LeadImported.was_asked)
    found = session().scalars(select(LeadImported).where(*brought).order_by(LeadImported.person_id).limit(BATCH)).all()
    if not found:
        row.state, row.done_at = LeadImportState.UNDONE, clock.now()
        return
    elsewhere = set(session().scalars(select(LeadImported.person_id).where(*_in_others(row.id, found))))
    untouched = access.silent_since(
        {one.person_id: one.at for one in found if one.is_new and one.person_id not in elsewhere}
    )
    purpose = consent.purpose_named(row.purpose)
    others = [one for one in found if one.person_id not in untouched]
    for one in others:
        if purpose and proofs.entry_of(purpose, one.person_id) == one.entry:
            withdraw(installation().vault.key_of(one.person_id), purpose, method=METHOD)
    ids, end = [one.person_id for one in found], found[-1].person_id
    session().execute(delete(LeadImported).where(LeadImported.import_id == row.id, LeadImported.person_id.in_(ids)))
    if untouched:
        erasing.erase(*untouched, why=Why.OFFICER, by=row.by)
    _go_on(row.id, end)


def _in_others(import_id: UUID, found: Sequence[LeadImported]) -> tuple[ColumnElement[bool], ...]:
    return LeadImported.import_id != import_id, LeadImported.person_id.in_([one.person_id for one in found])
