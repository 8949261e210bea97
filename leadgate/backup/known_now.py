"""What is known at the moment of a restore: beside the database in use, and in it, as far as it can still be read."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from leadgate.backup import key_copies, left_behind, queries
from leadgate.backup.queries import CopyMade
from leadgate.consent.actions import replaying as withdrawals
from leadgate.erasure import journal
from leadgate.foundation.files.notes import Notes
from leadgate.foundation.utc import moment_of
from leadgate.staff.actions import replaying as staff
from leadgate.staff.actions.replaying import StaffNow
from leadgate.standing.actions import noting


@dataclass(frozen=True, slots=True)
class KnownNow:
    """What happened since a backup, for a restore to say again.

    Args:
        unreadable: how many notes waited in the database in use that could not be read.
        spoilt: the names of those beside it that could not be read.
        erased: whoever was erased according to the store in use and the database in use.
        erased_then: according to the store in the backup.
        withdrawn: what was withdrawn.
        stands: what stands, and what was ended.
        backups: that there are, and the one that is put back.
        staff: who works here, by id.
        staff_since: what happened to them.
    """

    unreadable: int
    spoilt: list[str]
    erased: list[journal.Entry]
    erased_then: list[journal.Entry]
    withdrawn: list[withdrawals.Noted]
    stands: list[noting.StandingNote]
    backups: list[CopyMade]
    staff: set[UUID]
    staff_since: list[StaffNow]


def known_now(folder: Path, manifest: dict[str, Any], keys: Path | None) -> KnownNow:
    """Everything that happened since a backup, and is known of here; what waited to be noted is noted first.

    Args:
        folder, manifest, keys: as for `restoring.put_back`.
    """
    unreadable = _write_down_waiting()
    who_works_here, staff_since = _staff_since(moment_of(manifest["at"]))
    return KnownNow(
        unreadable=unreadable,
        spoilt=spoilt(folder, manifest, keys),
        erased=list(erased()),
        erased_then=list(erased_then(folder)),
        withdrawn=list(_withdrawn()),
        stands=list(_what_stands()),
        backups=[*_backups(), *_as_made(folder, manifest, keys)],
        staff=who_works_here,
        staff_since=staff_since,
    )


def spoilt(folder: Path, manifest: dict[str, Any], keys: Path | None) -> list[str]:
    """What is written down for a restore of a backup and cannot be read: names in the store, or paths.

    Args:
        folder, manifest, keys: as for `restoring.put_back`.
    """
    apart = [one.keys_folder for one in _as_made(folder, manifest, keys)]
    bearing = [str(holder / left_behind.RESTORES) for holder in apart if left_behind.is_spoilt(holder)]
    return [*queries.spoilt_notes(), *erased_then(folder).spoilt, *bearing]


def _write_down_waiting() -> int:
    """What only the outbox of the database in use knows to be written down beside it: that goes with the database.

    Returns:
        How much of it could not be read.
    """
    unreadable = 0
    for write_down in (withdrawals.write_down_waiting, noting.write_down_waiting):
        with suppress(Exception):  # the database in use may be the reason for the restore
            unreadable += write_down()
    return unreadable


def _staff_since(moment: datetime) -> tuple[set[UUID], list[StaffNow]]:
    """Who works here according to the database in use, and what happened to them since a moment."""
    with suppress(Exception):  # as above
        return staff.known_ids(), staff.known_since(moment)
    return set(), []


def erased() -> Iterator[journal.Entry]:
    """Whoever was erased according to the store in use and the database in use."""
    yield from journal.entries()
    with suppress(Exception):  # as above
        yield from journal.known_here()


def erased_then(folder: Path) -> Notes[journal.Entry]:
    """Whoever was erased according to the store in the backup."""
    return journal.read_from(folder / "files" / journal.FOLDER)


def _withdrawn() -> Iterator[withdrawals.Noted]:
    """What was withdrawn according to the store in use and the database in use."""
    yield from withdrawals.noted()
    with suppress(Exception):  # as above
        yield from withdrawals.known_here()


def _what_stands() -> Iterator[noting.StandingNote]:
    """What stands, and what was ended, according to the store in use and the database in use."""
    yield from noting.noted()
    with suppress(Exception):  # as above
        yield from noting.known_here()


def _backups() -> Iterator[CopyMade]:
    """Which backups there are, according to the database in use."""
    with suppress(Exception):  # as above
        yield from queries.copies_made()


def _as_made(folder: Path, manifest: dict[str, Any], keys: Path | None) -> Iterator[CopyMade]:
    """The backup that is put back, unless it holds its keys itself."""
    if apart := manifest.get("keys"):
        holder = key_copies.folder_of((keys or Path(apart)).resolve())
        yield CopyMade(moment_of(manifest["at"]), folder.resolve(), holder)
