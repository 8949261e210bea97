"""Sending a file of leads, saying what its columns are, letting go of it."""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from uuid import UUID

from sqlalchemy import delete

from leadgate.consent import queries as consent
from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey, VaultKey
from leadgate.lead_imports.errors import ImportMovedOn, LeadsTooMany, NoAddressColumn, NoPurposeToImportFor
from leadgate.lead_imports.judging import Line
from leadgate.lead_imports.models import LeadImport, LeadImportPart
from leadgate.lead_imports.targets import ADDRESS, guessed
from leadgate.lead_imports.types import LeadImportState
from leadgate.survey_imports import separated
from leadgate.survey_imports.errors import NotATable

MOST_BYTES, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 50_000_000, 500_000, 100, 2_000
PART, WAITS = 250, timedelta(days=7)
LOOK = "lead_imports.look"

STILL_OPEN = (LeadImportState.WAITING, LeadImportState.LOOKING, LeadImportState.SEEN)
"""Where an import is of which nobody came yet."""


@action
def send(content: bytes, file_name: str, language: str, *, by: UUID | None) -> UUID:
    """Keep a file, sealed, for whoever brought it to say what its columns are; nobody comes by it yet.

    Args:
        content: CSV in Unicode or the letters of its country, whatever stands between its cells.
        file_name: what it was called.
        language: of the letters to those who will be new.
        by: the member of staff; None on the command line.

    Returns:
        The id of the import.

    Raises:
        NotATable, UnknownLetters, QuoteAstray: it cannot be read surely.
        LeadsTooMany: it is larger than is taken.
    """
    if len(content) > MOST_BYTES:
        raise LeadsTooMany
    rows = ([cell.strip()[:LONGEST_CELL] for cell in cells] for cells, _doubt in separated.rows_of(content))
    lines = ((number, cells) for number, cells in enumerate(rows, start=1) if any(cells))
    _number, names = next(lines, (0, []))
    if not names or len(names) > MOST_COLUMNS:
        raise LeadsTooMany if names else NotATable
    made = new_id()
    counted, parts = _keep_parts(installation().vault.new_key(made), len(names), lines)
    if not counted:
        raise NotATable
    _begin(made, file_name, names, counted, parts, language, by)
    return made


def _begin(made: UUID, file_name: str, names: list[str], rows: int, parts: int, language: str, by: UUID | None) -> None:
    add_row(
        LeadImport,
        id=made,
        by=by,
        file_name=file_name[:200],
        purpose="",
        language=language,
        state=LeadImportState.WAITING,
        names=names,
        columns=guessed(names),
        rows=rows,
        parts=parts,
        taken=0,
        looks=0,
        counts={},
        made_at=clock.now(),
        done_at=None,
    )


def _keep_parts(key: PersonKey, width: int, lines: Iterator[Line]) -> tuple[int, int]:
    rows, number, ends = 0, 0, clock.now() + WAITS
    while some := [(at, (cells + [""] * width)[:width]) for at, cells in islice(lines, PART)]:
        rows += len(some)
        if rows > MOST_ROWS:
            raise LeadsTooMany
        made = new_id()
        content = key.seal(LeadImportPart.content, made, json.dumps(some, ensure_ascii=False))
        add_row(LeadImportPart, id=made, subject_id=key.owner, number=number, content=content, expires_at=ends)
        number += 1
    return rows, number


@action
def read_as(import_id: UUID, columns: Sequence[str], purpose: str) -> None:
    """Say what the columns are and what the people agreed to, and have it looked through by the workers.

    Args:
        import_id: of one that is not taken in yet.
        columns: each by the name of its target.
        purpose: the slug.

    Raises:
        ImportMovedOn: it is taken in already, or its file is gone.
        NoAddressColumn: not one column has the addresses, or two mean the same.
        NoPurposeToImportFor: the purpose is not offered.
    """
    row = locked(LeadImport, import_id)
    if row is None or row.state not in STILL_OPEN:
        raise ImportMovedOn
    meant = [one for one in columns if one]
    if ADDRESS not in meant or len(set(meant)) != len(meant) or len(columns) != len(row.names):
        raise NoAddressColumn
    if not consent.offers([purpose], row.language):
        raise NoPurposeToImportFor
    row.columns, row.purpose, row.state = list(columns), purpose, LeadImportState.LOOKING
    row.looks, row.counts = row.looks + 1, {}
    outbox.put(LOOK, {"import_id": row.id, "look": row.looks}, key=f"{LOOK}/{row.id}/{row.looks}")


def forget_file(import_id: UUID) -> None:
    """Delete the rows of an import, and their key, inside the act at work."""
    session().execute(delete(LeadImportPart).where(LeadImportPart.subject_id == import_id))
    session().execute(delete(VaultKey).where(VaultKey.id == import_id))


@action
def drop(import_id: UUID) -> None:
    """Let go of an import that nobody came by yet; of another nothing is changed."""
    row = locked(LeadImport, import_id)
    if row is not None and row.state in STILL_OPEN:
        forget_file(import_id)
        session().delete(row)
