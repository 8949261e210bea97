"""What stands outlives the database: whatever begins or ends is noted beside it, for a restore that knows nothing of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.people.types import StandingKind

FOLDER = "standing"
NOTE = "people.note_standing"
KEPT = timedelta(days=400)
"""How long a note is kept beside the database: longer than any backup should be."""


@dataclass(frozen=True, slots=True)
class StandingNote:
    """That something began to stand, or was ended, at a moment (UTC): for a person, an address, or both."""

    what: StandingKind
    person: UUID | None
    address_index: bytes | None
    at: datetime
    stands: bool


def note(what: StandingKind, person: UUID | None, address_index: bytes | None, *, stands: bool) -> None:
    """Have it written down beside the database, as a random id and a keyed hash, once the act at work is done."""
    index, number = address_index.hex() if address_index else "", new_id()
    said = {"what": what, "person": person or "", "address_index": index, "at": clock.now().isoformat()}
    outbox.add_new(NOTE, said | {"stands": stands, "number": number}, key=f"{NOTE}/{number}")


def write_down(number: str, **said: str) -> None:
    """Write one note down; again is the same file."""
    installation().storage.write_json(f"{FOLDER}/{said['at'][:10]}/{said['at']}-{number}.json", said)


def noted() -> Iterator[StandingNote]:
    """Every note, in no order."""
    for document in installation().storage.documents(FOLDER):
        yield _read(document)


def _read(said: dict[str, Any]) -> StandingNote:
    return StandingNote(
        what=StandingKind(said["what"]),
        person=UUID(said["person"]) if said["person"] else None,
        address_index=bytes.fromhex(said["address_index"]) or None,
        at=datetime.fromisoformat(said["at"]),
        stands=said["stands"] == "True",
    )


def forget_old() -> None:
    """Let go of what no backup is old enough to contradict."""
    store = installation().storage
    for name, _size in list(store.files(FOLDER)):
        if clock.now().date() - datetime.fromisoformat(name.split("/")[1]).date() > KEPT:
            store.delete(name)
