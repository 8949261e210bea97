"""The journal: who was erased, as the keyed hash of their address, kept beside the database for a restore to read.

A restored database does not know what was erased after it was copied. The journal does, and is never part of what a
restore replaces. It has no id of anybody: each line bears that of its stone. Journals from before there were such
ids (`people` instead of `stones`) are read as well, and written anew by `leadgate migrate`.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select

from leadgate.erasure.models import Erasure
from leadgate.foundation.db import session
from leadgate.foundation.files.notes import SPOILT, Notes, read_notes, read_notes_in
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.utc import moment_of
from leadgate.people.queries import stones

FOLDER = "erasures"


@dataclass(frozen=True, slots=True)
class Entry:
    """One person who was erased.

    Args:
        stone: the id of their stone; in a journal from before stones had ids of their own, the person's.
        since: with the address what makes it the same erasure wherever it is written down, in UTC.
    """

    stone: UUID
    address_index: bytes | None
    erasure: UUID
    since: datetime
    why: str


def write_down(erasure: UUID) -> None:
    """Write one erasure into the journal; again is the same file."""
    row = session().get_one(Erasure, erasure)
    found = stones(erasure)
    # A stone that was laid anew after a restore is as old as the erasure it stands for, so each has its own moment.
    marks = [
        [str(one.id), one.address_index.hex() if one.address_index else None, one.since.isoformat()] for one in found
    ]
    document = {"erasure": str(erasure), "why": row.why, "since": row.asked_at.isoformat(), "stones": marks}
    installation().storage.write_json(f"{FOLDER}/{erasure}.json", document)


def rewrite_old() -> None:
    """Take the ids of people out of what was written before stones had ids of their own; again is harmless.

    What cannot be read is written anew where the database knows that erasure; else it stays, for `entries` to name.
    """
    for name in list(installation().storage.document_names(FOLDER)):
        if (document := _whole(name)) is None:
            _mend(PurePosixPath(name).stem)
        elif "people" in document:
            _rewrite(document)


def _whole(name: str) -> dict[str, Any] | None:
    try:
        document = installation().storage.document(name)
        sum(1 for _entry in _read(document))
    except SPOILT:
        return None
    return document


def _mend(name: str) -> None:
    with suppress(ValueError):  # a name that is none of ours
        if session().get(Erasure, erasure := UUID(name)):
            write_down(erasure)


def _rewrite(document: dict[str, Any]) -> None:
    erasure = UUID(document["erasure"])
    if session().get(Erasure, erasure):
        write_down(erasure)
        return
    one_another = cast("list[list[str | None]]", document.pop("people"))
    marks = [[str(new_id()), index, document["since"]] for _person, index in one_another]
    installation().storage.write_json(f"{FOLDER}/{erasure}.json", {**document, "stones": marks})


def entries() -> Notes[Entry]:
    """Everybody the journal names."""
    return read_notes(installation().storage, FOLDER, _read)


def read_from(folder: Path) -> Notes[Entry]:
    """Everybody the journal in a folder names."""
    return read_notes_in(folder, _read)


def known_here() -> Iterator[Entry]:
    """Everybody this database knows to be erased."""
    why = dict(iter(session().execute(select(Erasure.id, Erasure.why))))
    for stone in stones():
        yield Entry(stone.id, stone.address_index, stone.erasure, stone.since, why[stone.erasure])


def _read(document: dict[str, Any]) -> Iterator[Entry]:
    erasure, since = UUID(document["erasure"]), moment_of(document["since"])
    for stone, index, *own in document["stones"] if "stones" in document else document["people"]:
        laid = moment_of(own[0]) if own else since
        yield Entry(UUID(stone), bytes.fromhex(index) if index else None, erasure, laid, document["why"])
