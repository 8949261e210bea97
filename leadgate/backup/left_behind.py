"""What restores left behind: backups from between the moment one went back to and the moment it was made.

Whoever came in that time is in no copy of the keys that was written afterwards, although nobody has erased them. So
each folder of copies bears when it was gone back, and to when: a backup from between is opened by a copy from before.
Who was erased is known by the copies all the same: of those between two restores, the last has not who is in the first.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from leadgate.backup import key_copies
from leadgate.foundation.databases import copying
from leadgate.foundation.files.durable import write_durably
from leadgate.foundation.files.notes import SPOILT
from leadgate.foundation.keys.vault import Vault, VaultKey
from leadgate.foundation.utc import moment_of

RESTORES = "restores.json"


def note(folder: Path, back_to: datetime, at: datetime) -> None:
    """Let a folder of copies bear that it was gone back; again is once.

    Args:
        folder: of the copies.
        back_to: the moment of the backup, in UTC.
        at: the moment of the restore, in UTC.
    """
    known = [[began.isoformat(), ended.isoformat()] for began, ended in _restores(folder)]
    if (restore := [back_to.isoformat(), at.isoformat()]) not in known:
        write_durably(folder / RESTORES, json.dumps([*known, restore]).encode())


def is_spoilt(folder: Path) -> bool:
    """Whether what a folder of copies bears was cut short, or changed."""
    try:
        list(_read(folder))
    except FileNotFoundError:
        return False
    except (OSError, *SPOILT):
        return True
    return False


def _restores(folder: Path) -> Iterator[tuple[datetime, datetime]]:
    with suppress(OSError, *SPOILT):  # as far as it can be read
        yield from _read(folder)


def _read(folder: Path) -> Iterator[tuple[datetime, datetime]]:
    known = json.loads((folder / RESTORES).read_text())
    if not isinstance(known, list):
        raise TypeError(RESTORES)
    for began, ended in known:
        yield moment_of(began), moment_of(ended)


def keys_for(named: Path, made_at: datetime, vault: Vault) -> tuple[Path, set[UUID]]:
    """The copy of the keys that opens a backup, and whose keys in it are not to be used: they were erased since.

    Args:
        named: the folder of the copies, or the one copy to take.
        made_at: the moment of the backup, in UTC.
        vault: with the master key in use.

    Raises:
        NoKeys, OldKeys, DamagedKeys: as `key_copies.newest`.
    """
    left_at = min((ended for began, ended in _restores(named) if began < made_at < ended), default=None)
    copy = key_copies.newest(named, made_at, vault, left_at)
    return copy, _erased_in(named, left_at) if left_at else set()


def _erased_in(folder: Path, after: datetime) -> set[UUID]:
    moments = sorted(ended for _began, ended in _restores(folder))
    between: dict[int, list[Path]] = {}
    for copy, at in key_copies.copies(folder):
        if at >= after and key_copies.is_whole(copy):
            between.setdefault(sum(ended <= at for ended in moments), []).append(copy)
    return {owner for found in between.values() for owner in owners(found[0]) - owners(found[-1])}


def owners(copy: Path) -> set[UUID]:
    """Whose keys a copy has."""
    table = copy / f"{VaultKey.__tablename__}.jsonl.gz"
    return {row["id"] for batch in copying.batches(table) for row in batch}
