"""The journal: who was erased, as random ids and keyed hashes, kept beside the database so that a restore can read it.

A restored database does not know what was erased after it was copied. The journal does, and is never part of what a
restore replaces.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from leadgate.erasure.models import Erasure
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.people.queries import stones

FOLDER = "erasures"


@dataclass(frozen=True, slots=True)
class Entry:
    """One person who was erased."""

    person: UUID
    address_index: bytes | None
    erasure: UUID
    since: datetime
    why: str


def write_down(erasure: UUID) -> None:
    """Write one erasure into the journal; again is the same file."""
    row = session().get_one(Erasure, erasure)
    found = stones(erasure)
    people = [[str(one.person_id), one.address_index.hex() if one.address_index else None] for one in found]
    document = {"erasure": str(erasure), "why": row.why, "since": row.asked_at.isoformat(), "people": people}
    installation().storage.write_json(f"{FOLDER}/{erasure}.json", document)


def entries() -> Iterator[Entry]:
    """Everybody the journal names."""
    for document in installation().storage.documents(FOLDER):
        yield from _read(document)


def read_from(folder: Path) -> Iterator[Entry]:
    """Everybody the journal in a folder names."""
    for path in sorted(folder.glob("*.json")):
        yield from _read(json.loads(path.read_text()))


def known_here() -> Iterator[Entry]:
    """Everybody this database knows to be erased."""
    why = dict(iter(session().execute(select(Erasure.id, Erasure.why))))
    for stone in stones():
        yield Entry(stone.person_id, stone.address_index, stone.erasure, stone.since, why[stone.erasure])


def _read(document: dict[str, Any]) -> Iterator[Entry]:
    erasure, since = UUID(document["erasure"]), datetime.fromisoformat(document["since"])
    for person, index in document["people"]:
        yield Entry(UUID(person), bytes.fromhex(index) if index else None, erasure, since, document["why"])
