"""Looking an import through and taking it in, by the workers, a part at a time.

A part is an act of its own that moves the import on: one that is worked twice, or killed in between, takes nobody
twice. What becomes of a line is found anew in that act, so that whoever asked to be left alone meanwhile is.
"""

import json
from collections.abc import Sequence
from uuid import UUID

from leadgate.consent import queries as consent
from leadgate.consent.actions.answering import answer
from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, add_row, forget_what_was_read, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.lead_imports import queries
from leadgate.lead_imports.actions.sending import forget_file
from leadgate.lead_imports.errors import ImportMovedOn, NoPurposeToImportFor
from leadgate.lead_imports.judging import ConsentClaim, JudgedLine, LineReader, counted
from leadgate.lead_imports.models import LeadImport, LeadImported
from leadgate.lead_imports.types import TAKEN, LeadImportState, LineFate
from leadgate.ledger.actions.recording import Circumstances
from leadgate.ledger.types import ConsentEvent
from leadgate.people.verification.actions.identity import AddressHolder, find_or_create_proven

TAKE = "lead_imports.take_in"
METHOD = "imported"


def look(import_id: str, look: str) -> None:
    """Count what would become of each line; an older look than the last does nothing.

    Args:
        import_id: the import's id.
        look: the how-manieth it is.
    """
    forget_what_was_read()
    row = session().get(LeadImport, UUID(import_id))
    if row is None or row.state != LeadImportState.LOOKING or row.looks != int(look):
        return
    counts: dict[str, int] = {}
    for lines in queries.judged(row):
        counts = counted(counts, lines)
    _seen(row.id, int(look), counts)


@action
def _seen(import_id: UUID, look: int, counts: dict[str, int]) -> None:
    row = locked(LeadImport, import_id)
    if row is not None and row.state == LeadImportState.LOOKING and row.looks == look:
        row.state, row.counts = LeadImportState.SEEN, counts


@action
def begin(import_id: UUID, *, by: UUID | None) -> None:
    """Take an import in, as it was looked through; the workers do it.

    Args:
        import_id: of one that was looked through.
        by: the member of staff; None on the command line.

    Raises:
        ImportMovedOn: it was not looked through, or is taken in already.
    """
    row = locked(LeadImport, import_id)
    if row is None or row.state != LeadImportState.SEEN:
        raise ImportMovedOn
    row.state, row.by, row.counts = LeadImportState.AT_WORK, by, {}
    audit.record("leads:import", actor=by, subject=row.id)
    _go_on(row)


def _go_on(row: LeadImport) -> None:
    outbox.put(TAKE, {"import_id": row.id, "taken": row.taken}, key=f"{TAKE}/{row.id}/{row.taken}")


@action
def take_in(import_id: str, taken: str) -> None:
    """Take in one part of an import, and see to the next. Twice is as good as once.

    Args:
        import_id: the import's id.
        taken: so many parts were taken in before: whoever finds more has nothing to do.
    """
    row = locked(LeadImport, UUID(import_id))
    if row is None or row.state != LeadImportState.AT_WORK or row.taken != int(taken):
        return
    lines = list(LineReader(row.columns, row.purpose).judged(queries.part(row.id, row.taken), set()))
    _take(row, lines)
    row.counts, row.taken = counted(row.counts, lines), row.taken + 1
    if row.taken < row.parts:
        _go_on(row)
        return
    row.state, row.done_at = LeadImportState.DONE, clock.now()
    forget_file(row.id)


def _take(row: LeadImport, lines: Sequence[JudgedLine]) -> None:
    offers = consent.offers([row.purpose], row.language)
    if not offers:
        raise NoPurposeToImportFor
    vault = installation().vault
    for one in lines:
        if one.fate not in TAKEN or one.address is None or one.index is None or one.claim is None:
            continue
        key = vault.key_of(one.person) if one.person else vault.new_key(new_id())
        if one.person is None:
            known = AddressHolder(one.index, None, None)
            asked_at = one.claim.when
            find_or_create_proven(known, one.address.typed, key=key, language=row.language, asked_at=asked_at)
        _note(row, key, one.claim, offers[0].notice_id, is_new=one.fate == LineFate.NEW)


def _note(row: LeadImport, key: PersonKey, claim: ConsentClaim, notice: UUID, *, is_new: bool) -> None:
    """Note the yes as what it is: imported, with what the line says of when, where and to which words."""
    told = {"when": claim.when.isoformat(), "where": claim.where, "wording": claim.wording, "import": str(row.id)}
    signals = (METHOD, *(f"{name}: {said}" for name, said in told.items()))
    how = Circumstances(page=claim.where, language=row.language, network="", user_agent="", signals=signals)
    [entry] = answer(key, [(notice, ConsentEvent.GIVEN)], method=METHOD, circumstances=how, since=claim.when)
    proof = key.seal(LeadImported.proof, key.owner, json.dumps(told, ensure_ascii=False))
    add_row(
        LeadImported,
        person_id=key.owner,
        import_id=row.id,
        is_new=is_new,
        entry=entry,
        proof=proof,
        at=clock.now(),
    )
