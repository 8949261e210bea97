"""Taking an import in, by the workers, a part at a time.

A part is an act of its own that moves the import on: one that is worked twice, or killed in between, takes nobody
twice. What becomes of a line is found anew in that act, so that whoever asked to be left alone meanwhile is. All that
is written of a part is written together: a million lines cost a second for five thousand.
"""

import json
from collections.abc import Sequence
from uuid import UUID

from leadgate.consent import queries as consent
from leadgate.consent.actions.agreeing import AgreedElsewhere, agree
from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, add_rows
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.sql.tables import row_of
from leadgate.lead_imports import queries
from leadgate.lead_imports.actions.asking import ask
from leadgate.lead_imports.actions.sending import forget_file
from leadgate.lead_imports.errors import ImportMovedOn, NoPurposeToImportFor
from leadgate.lead_imports.judging import ConsentClaim, JudgedLine, counted
from leadgate.lead_imports.models import LeadImport, LeadImported
from leadgate.lead_imports.sender import refuse_without_sender
from leadgate.lead_imports.types import TAKEN, LeadImportAsks, LeadImportState, LineFate
from leadgate.ledger.actions.recording import Circumstances
from leadgate.people.verification.actions.identity import Newcomer, bring

TAKE = "lead_imports.take_in"
METHOD = "imported"


@action
def begin(import_id: UUID, *, by: UUID | None) -> None:
    """Take an import in, as it was looked through; the workers do it.

    Args:
        import_id: of one that was looked through.
        by: the member of staff; None on the command line.

    Raises:
        ImportMovedOn: it was not looked through, or is taken in already.
        LettersNeedSender: letters would leave that do not say whose they are.
    """
    row = locked(LeadImport, import_id)
    if row is None or row.state != LeadImportState.SEEN:
        raise ImportMovedOn
    if LeadImportAsks(row.asks).sends:
        refuse_without_sender()
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
    part, reader = queries.part(row.id, row.taken), queries.reader_of(row)
    lines = reader.judged(reader.read(part.lines), part.twice)
    _take(row, [one for one in lines if one.fate in TAKEN])
    ask(row, [one for one in lines if one.fate is LineFate.ASKED])
    row.counts, row.taken = counted(row.counts, lines), row.taken + 1
    if row.taken < row.parts:
        _go_on(row)
        return
    row.state, row.done_at = LeadImportState.DONE, clock.now()
    forget_file(row.id)


def _take(row: LeadImport, lines: Sequence[JudgedLine]) -> None:
    """Note the yes of each line as what it is: imported, with what the line says of when, where and to which words."""
    offers = consent.offers([row.purpose], row.language)
    if not offers:
        raise NoPurposeToImportFor
    if not lines:
        return
    people = [(one, key, one.claim) for one, key in _with_keys(lines) if one.claim]
    proofs = {key.owner: _proof(row, claim) for _one, key, claim in people}
    said = [
        AgreedElsewhere(key, _circumstances(row, claim, proofs[key.owner]), claim.when, is_new=one.person is None)
        for one, key, claim in people
    ]
    entries = agree(said, offers[0].notice_id, method=METHOD)
    rows = (
        row_of(
            LeadImported,
            person_id=key.owner,
            import_id=row.id,
            is_new=one.person is None,
            was_asked=False,
            entry=entries[key.owner],
            proof=key.seal(LeadImported.proof, key.owner, json.dumps(proofs[key.owner], ensure_ascii=False)),
            at=clock.now(),
        )
        for one, key, _claim in people
        if key.owner in entries
    )
    add_rows(LeadImported, rows)


def _with_keys(lines: Sequence[JudgedLine]) -> list[tuple[JudgedLine, PersonKey]]:
    """The key of each; whoever is new has become known by then."""
    vault = installation().vault
    new = [one for one in lines if one.person is None]
    made = list(zip(new, vault.new_keys([new_id() for _one in new]), strict=True))
    bring([Newcomer(key, one.address, one.index, one.language) for one, key in made if one.address and one.index])
    known = vault.keys_of([one.person for one in lines if one.person])
    return made + [(one, known[one.person]) for one in lines if one.person in known]


def _proof(row: LeadImport, claim: ConsentClaim) -> dict[str, str]:
    return {"when": claim.when.isoformat(), "where": claim.where, "wording": claim.wording, "import": str(row.id)}


def _circumstances(row: LeadImport, claim: ConsentClaim, proof: dict[str, str]) -> Circumstances:
    signals = (METHOD, *(f"{name}: {said}" for name, said in proof.items()))
    return Circumstances(page=claim.where, language=row.language, network="", user_agent="", signals=signals)
