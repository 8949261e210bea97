"""Sending a file of leads, saying what its columns are, letting go of it."""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import IO
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
from leadgate.lead_imports.sender import refuse_without_sender
from leadgate.lead_imports.targets import ADDRESS, guessed
from leadgate.lead_imports.types import LeadImportAsks, LeadImportState, OrderInDays
from leadgate.survey_imports import separated
from leadgate.survey_imports.errors import NotATable

MOST_BYTES, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 250_000_000, 1_000_000, 100, 2_000
PART, WAITS = 1_000, timedelta(days=7)
LOOK = "lead_imports.look"

STILL_OPEN = (LeadImportState.WAITING, LeadImportState.LOOKING, LeadImportState.SEEN)
"""Where an import is of which nobody came yet."""


def send(file: IO[bytes], file_name: str, language: str, *, by: UUID | None) -> UUID:
    """Keep a file, sealed, for whoever brought it to say what its columns are; nobody comes by it yet.

    A line that a quotation mark makes unreadable is kept as one without cells, so that it can be told of.

    It is read and kept a part at a time, each in an act of its own; what breaks off is let go of.

    Args:
        file: CSV in Unicode or the letters of its country, whatever stands between its cells; read from its beginning.
        file_name: what it was called.
        language: of the letters to those who will be new.
        by: the member of staff; None on the command line.

    Returns:
        The id of the import.

    Raises:
        NotATable, UnknownLetters, QuoteAstray: it, or what its columns are called, cannot be read surely.
        LeadsTooMany: it is larger than is taken.
    """
    if file.seek(0, 2) > MOST_BYTES:
        raise LeadsTooMany
    rows = separated.rows_read_on(file)
    tidied = (cells and [cell.strip()[:LONGEST_CELL] for cell in cells] for cells in rows)
    lines = ((number, cells or []) for number, cells in enumerate(tidied, start=1) if cells is None or any(cells))
    _number, names = next(lines, (0, []))
    if not names or len(names) > MOST_COLUMNS:
        raise LeadsTooMany if names else NotATable
    made = new_id()
    key = _begin(made, file_name, names, language, by)
    try:
        _arrived(made, *_keep_parts(key, len(names), lines))
    except BaseException:
        drop(made)
        raise
    return made


@action
def _begin(made: UUID, file_name: str, names: list[str], language: str, by: UUID | None) -> PersonKey:
    add_row(
        LeadImport,
        id=made,
        by=by,
        file_name=file_name[:200],
        purpose="",
        language=language,
        state=LeadImportState.SENDING,
        asks=LeadImportAsks.NOBODY,
        days=OrderInDays.UNSAID,
        names=names,
        columns=guessed(names),
        rows=0,
        parts=0,
        looked=0,
        taken=0,
        looks=0,
        counts={},
        made_at=clock.now(),
        done_at=None,
    )
    return installation().vault.new_key(made)


def _keep_parts(key: PersonKey, width: int, lines: Iterator[Line]) -> tuple[int, int]:
    rows, number = 0, 0
    while some := [(at, (cells + [""] * width)[:width] if cells else []) for at, cells in islice(lines, PART)]:
        rows += len(some)
        if rows > MOST_ROWS:
            raise LeadsTooMany
        _keep_part(key, number, some)
        number += 1
    if not rows:
        raise NotATable
    return rows, number


@action
def _keep_part(key: PersonKey, number: int, lines: Sequence[Line]) -> None:
    made = new_id()
    add_row(
        LeadImportPart,
        id=made,
        subject_id=key.owner,
        number=number,
        content=key.seal(LeadImportPart.content, made, json.dumps(lines, ensure_ascii=False)),
        addresses=None,
        twice=[],
        expires_at=clock.now() + WAITS,
    )


@action
def _arrived(made: UUID, rows: int, parts: int) -> None:
    row = session().get_one(LeadImport, made)
    row.rows, row.parts, row.state = rows, parts, LeadImportState.WAITING


@action
def read_as(
    import_id: UUID,
    columns: Sequence[str],
    purpose: str,
    asks: LeadImportAsks = LeadImportAsks.NOBODY,
    days: OrderInDays = OrderInDays.UNSAID,
) -> None:
    """Say what the columns are and what the people agreed to, and have it looked through by the workers.

    Args:
        import_id: of one that is not taken in yet.
        columns: each by the name of its target.
        purpose: the slug.
        asks: who is asked by letter, once it is taken in.
        days: in which order day and month stand, where a day could be two.

    Raises:
        ImportMovedOn: it is taken in already, or its file is gone.
        NoAddressColumn: not one column has the addresses, or two mean the same.
        NoPurposeToImportFor: the purpose is not offered.
        LettersNeedSender: letters would leave that do not say whose they are.
    """
    row = locked(LeadImport, import_id)
    if row is None or row.state not in STILL_OPEN:
        raise ImportMovedOn
    meant = [one for one in columns if one]
    if ADDRESS not in meant or len(set(meant)) != len(meant) or len(columns) != len(row.names):
        raise NoAddressColumn
    if not consent.offers([purpose], row.language):
        raise NoPurposeToImportFor
    if asks.sends:
        refuse_without_sender()
    row.columns, row.purpose, row.asks, row.state = list(columns), purpose, asks, LeadImportState.LOOKING
    row.days = days
    row.looks, row.looked, row.counts = row.looks + 1, 0, {}
    outbox.put(LOOK, {"import_id": row.id, "look": row.looks}, key=f"{LOOK}/{row.id}/{row.looks}/0")


def forget_file(import_id: UUID) -> None:
    """Delete the rows of an import, and their key, inside the act at work."""
    session().execute(delete(LeadImportPart).where(LeadImportPart.subject_id == import_id))
    session().execute(delete(VaultKey).where(VaultKey.id == import_id))


@action
def drop(import_id: UUID) -> None:
    """Let go of an import that nobody came by yet; of another nothing is changed."""
    row = locked(LeadImport, import_id)
    if row is not None and row.state in (*STILL_OPEN, LeadImportState.SENDING):
        forget_file(import_id)
        session().delete(row)
