"""Looking an import through, by the workers: what would become of each line, counted; nothing comes of it.

A call looks through some parts, each of which it notes in an act of its own; the rest is another call's. Whoever is
killed in between left what was noted, and the next goes on there.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Update, update

from leadgate.foundation.background import outbox
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.installation import installation
from leadgate.lead_imports import queries
from leadgate.lead_imports.actions.sending import LOOK
from leadgate.lead_imports.judging import JudgedLine, LineReader, counted
from leadgate.lead_imports.models import LeadImport, LeadImportPart
from leadgate.lead_imports.seen import SeenAddresses, as_text
from leadgate.lead_imports.types import LeadImportState

AT_ONCE = 25
"""Parts in one call: some two seconds."""


def look(import_id: str, look: str) -> None:
    """Look through some of an import, and see to the rest; an older look than the last does nothing.

    Args:
        import_id: the import's id.
        look: the how-manieth it is.
    """
    forget_what_was_read()
    row = session().get(LeadImport, UUID(import_id))
    if row is None or not _is_at_it(row, int(look)):
        return
    seen, reader = SeenAddresses(row.rows), queries.reader_of(row)
    for text in queries.addresses_before(row):
        seen.add_all(text)
    last = min(row.looked + AT_ONCE, row.parts)
    for number in range(row.looked, last):
        _look_at(row, int(look), number, reader, seen)
    _go_on(row.id, int(look), last)


def _is_at_it(row: LeadImport, look: int) -> bool:
    return row.state == LeadImportState.LOOKING and row.looks == look


def _look_at(row: LeadImport, look: int, number: int, reader: LineReader, seen: SeenAddresses) -> None:
    part = queries.part(row.id, number)
    read = reader.read(part.lines)
    twice = [one.number for one in read if one.index and not seen.add(one.index)]
    sealed = (
        installation()
        .vault.key_of(row.id)
        .seal(LeadImportPart.addresses, part.id, as_text([one.index for one in read if one.index]))
    )
    mine = update(LeadImportPart).where(LeadImportPart.id == part.id)
    noted = mine.values(addresses=sealed, twice=twice)
    _note(row.id, look, number, reader.judged(read, set(twice)), noted)


@action
def _note(import_id: UUID, look: int, number: int, lines: Sequence[JudgedLine], noted: Update) -> None:
    row = locked(LeadImport, import_id)
    if row is not None and _is_at_it(row, look) and row.looked == number:
        session().execute(noted)
        row.counts, row.looked = counted(row.counts, lines), number + 1


@action
def _go_on(import_id: UUID, look: int, looked: int) -> None:
    row = locked(LeadImport, import_id)
    if row is None or not _is_at_it(row, look):
        return
    if row.looked >= row.parts:
        row.state = LeadImportState.SEEN
    else:
        outbox.put(LOOK, {"import_id": import_id, "look": look}, key=f"{LOOK}/{import_id}/{look}/{looked}")
