"""Reading imports of leads, and the rows of one that is not taken in yet."""

import json
from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.lead_imports.errors import NoSuchLeadImport
from leadgate.lead_imports.judging import JudgedLine, Line, LineReader
from leadgate.lead_imports.models import LeadImport, LeadImportPart
from leadgate.lead_imports.targets import ADDRESS
from leadgate.lead_imports.types import TAKEN, LineFate

SHOWN_MOST = 100


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


def part(import_id: UUID, number: int) -> list[Line]:
    """The lines of one part of a file; none where it is gone.

    Args:
        import_id: the import's id.
        number: of the part, from 0.
    """
    mine = (LeadImportPart.subject_id == import_id, LeadImportPart.number == number)
    row = session().execute(select(LeadImportPart.id, LeadImportPart.content).where(*mine)).first()
    if row is None:
        return []
    text = installation().vault.key_of(import_id).open(LeadImportPart.content, row.id, row.content)
    return [(number, cells) for number, cells in json.loads(text)]


def judged(row: LeadImport) -> Iterator[list[JudgedLine]]:
    """What would become of every line as the columns are read now, a part at a time."""
    reader, seen = LineReader(row.columns, row.purpose), set[bytes]()
    for number in range(row.parts):
        yield list(reader.judged(part(row.id, number), seen))


def first_line(row: LeadImport) -> list[str]:
    """The cells of the first line, for whoever says what the columns are; none where the file is gone."""
    lines = part(row.id, 0)
    return lines[0][1] if lines else []


def left_out(row: LeadImport) -> Iterator[list[str]]:
    """The lines that would not be taken in: number, address as it stands there, and why."""
    at = row.columns.index(ADDRESS)
    for lines in judged(row):
        for one in lines:
            if one.fate not in (*TAKEN, LineFate.KNOWN):
                yield [str(one.number), one.cells[at], str(LineFate(one.fate).words)]
