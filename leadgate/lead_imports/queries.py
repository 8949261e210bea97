"""Reading imports of leads, and the rows of one that is not taken in yet."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from leadgate.consent import queries as consent
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.lead_imports.errors import FileGone, NoPurposeToImportFor, NoSuchLeadImport, NotLookedThrough
from leadgate.lead_imports.judging import Line, LineReader
from leadgate.lead_imports.models import LeadImport, LeadImportPart
from leadgate.lead_imports.targets import ADDRESS
from leadgate.lead_imports.types import STAY_OUT

SHOWN_MOST = 100
PARTS_READ = 50


def imports() -> Sequence[LeadImport]:
    """The imports there were, newest first."""
    return session().scalars(select(LeadImport).order_by(LeadImport.made_at.desc()).limit(SHOWN_MOST)).all()


def import_of(import_id: UUID) -> LeadImport:
    """An import.

    Raises:
        NoSuchLeadImport: there is none of that id.
    """
    row = session().get(LeadImport, import_id)
    if row is None:
        raise NoSuchLeadImport
    return row


def names_of_files(_language: str) -> dict[UUID, str]:
    """What the file of every import was called, by the import's id."""
    return dict(iter(session().execute(select(LeadImport.id, LeadImport.file_name))))


@dataclass(frozen=True, slots=True)
class ImportPart:
    """Some lines of a file, in their order, and the numbers of those whose address stands further up in it."""

    id: UUID
    lines: list[Line]
    twice: frozenset[int]


def part(import_id: UUID, number: int) -> ImportPart:
    """One part of a file.

    Args:
        import_id: the import's id.
        number: of the part, from 0.

    Raises:
        FileGone: the file is kept no longer.
    """
    mine = (LeadImportPart.subject_id == import_id, LeadImportPart.number == number)
    columns = select(LeadImportPart.id, LeadImportPart.content, LeadImportPart.twice)
    row = session().execute(columns.where(*mine)).first()
    if row is None:
        raise FileGone
    text = installation().vault.key_of(import_id).open(LeadImportPart.content, row.id, row.content)
    return ImportPart(row.id, [(at, cells) for at, cells in json.loads(text)], frozenset(row.twice))


def addresses_before(row: LeadImport) -> Iterator[str]:
    """The short hashes of the addresses in the parts of a file that were looked through."""
    if not row.looked:
        return
    key, some = installation().vault.key_of(row.id), select(LeadImportPart.id, LeadImportPart.addresses)
    for first in range(0, row.looked, PARTS_READ):  # a cursor would need a transaction, and nobody who reads is in one
        numbers = LeadImportPart.number.between(first, min(first + PARTS_READ, row.looked) - 1)
        for made, addresses in session().execute(some.where(LeadImportPart.subject_id == row.id, numbers)):
            if addresses is not None:
                yield key.open(LeadImportPart.addresses, made, addresses)


def reader_of(row: LeadImport) -> LineReader:
    """How the lines of an import are read.

    Raises:
        NoPurposeToImportFor: what they agreed to is offered no longer.
    """
    offers = consent.offers([row.purpose], row.language)
    if not offers:
        raise NoPurposeToImportFor
    return LineReader(row.columns, offers[0], row.language, row.asks, row.days)


def first_line(row: LeadImport) -> list[str]:
    """The cells of the first line, for whoever says what the columns are; none where the file is gone."""
    try:
        return next((cells for _number, cells in part(row.id, 0).lines if cells), [])
    except FileGone:
        return []


def left_out(row: LeadImport, number: int) -> list[list[str]]:
    """The lines of one part that would not be taken in: number, address as it stands there, and the `LineFate`.

    Args:
        row: the import, looked through.
        number: of the part, from 0.

    Raises:
        NotLookedThrough: nobody has said yet what its columns are, or it is being looked through.
        FileGone: the file is kept no longer.
    """
    if row.looked < row.parts or not row.purpose:
        raise NotLookedThrough
    at, reader, found = row.columns.index(ADDRESS), reader_of(row), part(row.id, number)
    judged = reader.judged(reader.read(found.lines), found.twice)
    return [[str(one.number), one.cells[at] if one.cells else "", one.fate] for one in judged if one.fate in STAY_OUT]
