"""Importing who bought: only of people who are known and agree to be compared; an import never makes anybody known."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from leadgate.consent.queries import who_agree
from leadgate.foundation import audit, clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.foundation.files.decoding import addresses_in
from leadgate.foundation.ids import new_id
from leadgate.foundation.mail.addresses import NotAnAddress, parsed
from leadgate.people import queries as people
from leadgate.people.queries import usable_by_index
from leadgate.scoring.errors import NotAListOfBuyers
from leadgate.scoring.goals import purpose_of_comparing
from leadgate.scoring.models import Purchase

KEPT = timedelta(days=730)
MOST_LINES = 100_000
MOST_BYTES = 10_000_000
BATCH = 500
Line = tuple[bytes, datetime]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list: lines that were kept, those of people who are not known or do not agree, those that
    could not be read.
    """

    kept: int
    passed_over: int
    unreadable: int


def import_buyers(content: bytes, *, by: UUID | None = None) -> Imported:
    """Keep who bought when, out of a CSV file: an address on each line, and the day beside it.

    Args:
        content: UTF-8; divided by commas or semicolons. A day (ISO 8601) without a zone is UTC's; none is today.
        by: the member of staff; None on the command line.

    Returns:
        How many lines were kept, were of nobody who agrees to be compared, and could not be read.

    Raises:
        NotAListOfBuyers: no line of it can be read, or there are too many.
    """
    rows = _rows(content)
    lines = [line for row in rows if (line := _line(row))]
    if not lines:
        raise NotAListOfBuyers
    kept = sum(_keep(lines[at : at + BATCH]) for at in range(0, len(lines), BATCH))
    audit_import(by=by)
    return Imported(kept, len(lines) - kept, len(rows) - len(lines))


@action
def audit_import(*, by: UUID | None) -> None:
    """Note that a list was read."""
    audit.record("profiles:import", actor=by, subject=None)


def _rows(content: bytes) -> list[list[str]]:
    rows = list(_cells(addresses_in(content)))
    if len(content) > MOST_BYTES or len(rows) > MOST_LINES:
        raise NotAListOfBuyers
    return rows[1:] if rows and "@" not in "".join(rows[0]) else rows  # the names of the columns


def _cells(text: str) -> Iterator[list[str]]:
    separator = ";" if text.partition("\n")[0].count(";") else ","
    try:
        yield from (row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(row))
    except csv.Error as refusal:
        raise NotAListOfBuyers from refusal


def _line(row: Sequence[str]) -> Line | None:
    """By which the person is found, and when; None where it cannot be read."""
    address, day = row[0], row[1].strip() if len(row) > 1 else ""
    try:
        at = datetime.fromisoformat(day) if day else clock.now()
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return people.index_of(parsed(address)), at
    except (NotAnAddress, ValueError):
        return None


@action
def _keep(lines: Sequence[Line]) -> int:
    """Keep some lines; answers how many are of people who agree. The same line again is no second purchase."""
    purpose = purpose_of_comparing()
    if purpose is None:
        return 0
    indexes = [index for index, _ in lines]
    known = usable_by_index(indexes, who_agree(purpose))
    rows = [
        {"id": new_id(), "person_id": known[index], "at": at, "expires_at": at + KEPT}
        for index, at in lines
        if index in known and clock.now() - KEPT < at <= clock.now()
    ]
    if rows:
        session().execute(upsert(Purchase).on_conflict_do_nothing(index_elements=["person_id", "at"]), rows)
    return len(rows)
