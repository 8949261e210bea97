"""What stands outlives the database: that it began or ended is noted beside it, for a restore that knows neither."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.background import backlog, outbox
from leadgate.foundation.db import session
from leadgate.foundation.files.notes import Notes, forget_notes, read_notes
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.utc import moment_of
from leadgate.people import queries as people
from leadgate.standing.models import StandingRequest
from leadgate.standing.types import StandingKind

BY_REQUEST = "request"
"""Why a person is restricted who has asked for it themselves."""
FOLDER = "standing"
NOTE = "standing.note"
KEPT = timedelta(days=400)
"""How long a note is kept beside the database: longer than any backup should be."""


@dataclass(frozen=True, slots=True)
class StandingNote:
    """That something began to stand, or was ended, for an address, at a moment (UTC)."""

    what: StandingKind
    address_index: bytes
    at: datetime
    stands: bool


def note(what: StandingKind, address_index: bytes | None, *, stands: bool, at: datetime | None = None) -> None:
    """Have it written down beside the database once the act at work is done, as a keyed hash: no id of anybody.

    Args:
        what: begins to stand, or ends.
        address_index: of the address; of none nothing is noted.
        stands: whether it begins.
        at: when that was, if a restore only says it again: what was said in between is the later word.
    """
    if address_index is None:
        return
    moment, number = at or clock.now(), new_id()
    said = {"what": what, "address_index": address_index.hex(), "at": moment.isoformat()}
    outbox.add_new(NOTE, said | {"stands": stands, "number": number}, key=f"{NOTE}/{number}")


def write_down(number: str, **said: str) -> None:
    """Write one note down; again is the same file.

    Args:
        number: of the note.
        said: what `note` has put into the outbox.
    """
    installation().storage.write_json(f"{FOLDER}/{said['at'][:10]}/{said['at']}-{number}.json", said)


def write_down_waiting() -> int:
    """Write down now what the outbox has not come to, for whoever takes its database away.

    Returns:
        How much of it cannot be read: somebody else has written there. The rest is written down all the same.
    """
    return backlog.done_now(NOTE, write_down)


def noted() -> Notes[StandingNote]:
    """Every note, in no order."""
    return read_notes(installation().storage, FOLDER, _read)


def known_here() -> Iterator[StandingNote]:
    """What stands according to this database."""
    for row in session().scalars(select(StandingRequest)):
        if index := row.address_index or (people.index_with(row.person_id) if row.person_id else None):
            yield StandingNote(StandingKind(row.what), index, row.since, stands=True)
    for person, since in people.restrictions(BY_REQUEST).items():
        if index := people.index_with(person):
            yield StandingNote(StandingKind.RESTRICTION, index, since, stands=True)


def _read(said: dict[str, Any]) -> Iterator[StandingNote]:
    yield StandingNote(
        what=StandingKind(said["what"]),
        address_index=bytes.fromhex(said["address_index"]),
        at=moment_of(said["at"]),
        stands=said["stands"] == "True",
    )


def forget_old() -> None:
    """Let go of what no backup is old enough to contradict."""
    forget_notes(installation().storage, FOLDER, KEPT)
