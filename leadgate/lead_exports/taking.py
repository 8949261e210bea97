"""Taking a file of leads along: what it is called, its bytes and what they are, for a page and for a command."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Role
from leadgate.lead_exports import files
from leadgate.lead_exports.actions import exporting
from leadgate.leads.choosing import LeadChoice


@dataclass(slots=True)
class Taker:
    """The account that takes a file along, as it was when it asked: the request is over before the last line leaves."""

    id: UUID
    role: Role


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file that has begun; its lines are made while they are read."""

    name: str
    media_type: str
    body: Iterator[bytes]


def take(choice: LeadChoice, purpose: str, columns: Sequence[str], kind: str, *, by: Taker) -> TakenFile:
    """Begin a file, which is on the record from here on.

    Args:
        choice: who was chosen.
        purpose: the slug of the one they have to agree to.
        columns: by their names.
        kind: of the file, by its ending.
        by: who takes it.

    Raises:
        NoColumns, NobodyToExport: as `exporting.begin`.
    """
    lines = exporting.begin(choice, purpose, columns, kind, by=by.id)
    write, media_type = files.WRITERS[kind]
    name = f"leads-{lines.purpose}-{clock.now():%Y-%m-%d}-{lines.code}.{kind}"
    return TakenFile(name, media_type, write(lines.heads, files.lines_of(installation(), choice, lines, by)))
