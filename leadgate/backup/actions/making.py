"""Making a backup: every table at one moment, every file, and a manifest with the sum of each."""

import json
import os
from pathlib import Path
from typing import Any
from uuid import UUID

from leadgate.backup import key_copies, unfinished
from leadgate.backup.actions import noting
from leadgate.backup.checking import MANIFEST, MANIFEST_SUM, sum_of
from leadgate.backup.errors import KeysBesideData, KeysOfAnother, NoRoom, WrongPlace
from leadgate.backup.queries import MADE, CopyMade
from leadgate.foundation import clock
from leadgate.foundation.background import progress
from leadgate.foundation.databases import copying, revisions
from leadgate.foundation.db import database
from leadgate.foundation.files.durable import settled, sync_all
from leadgate.foundation.installation import installation
from leadgate.ledger import queries as ledger
from leadgate.ledger.actions import sealing

MADE_BY = 2
"""The version of the format; in the first one the keys stood among the data."""


def make(folder: Path, keys_folder: Path | None = None, *, by: UUID | None = None) -> dict[str, Any]:
    """Write a backup into a folder that does not exist yet, and a copy of the keys apart from it.

    Args:
        folder: of the data.
        keys_folder: of the copies of keys; `keys` beside the folder when it is not said.
        by: the account that asked for it; None for whoever runs the command.

    Returns:
        The backup's manifest.

    Raises:
        NoRoom: the folder is taken, or being written, or the disk is full; nothing of the data is left behind.
        KeysBesideData: one of the two folders is the other, or lies in it; or in those of another backup.
        KeysOfAnother: the copies of keys there are another installation's.
        WrongPlace: one of the folders lies in the data folder or with the files.
        UnreadableRow: somebody else wrote into the database what could not be put back.
    """
    folder = folder.resolve()
    keys_folder = (keys_folder or folder.parent / "keys").resolve()
    _refuse_inside(folder, keys_folder)
    if folder.exists():
        raise NoRoom(f"{folder} exists already; a backup goes into a new folder.")
    try:
        with unfinished.draft_of(folder) as draft:
            manifest = _write(draft, keys_folder)
            sync_all(draft)
            with settled(folder):
                draft.rename(folder)
    except FileExistsError as trouble:
        raise NoRoom(f"{folder} is being written by somebody else just now.") from trouble
    except OSError as trouble:
        raise NoRoom(
            f"The backup could not be written: {os.strerror(trouble.errno or 0)}. Nothing is left of it."
        ) from trouble
    noting.note(CopyMade(clock.now(), folder, keys_folder), MADE, by=by)
    return manifest


def _refuse_inside(folder: Path, keys_folder: Path) -> None:
    here = installation()
    data = [each.resolve() for each in (here.settings.data_dir, here.storage.folder) if each]
    for inner in (folder, keys_folder):
        for holder in data:
            if inner.is_relative_to(holder):
                raise WrongPlace(inner, holder)
    _refuse_together(folder, keys_folder)
    if (other := key_copies.owner_elsewhere(keys_folder)) is not None:
        raise KeysOfAnother(keys_folder, other)


def _refuse_together(folder: Path, keys_folder: Path) -> None:
    if folder.is_relative_to(keys_folder) or keys_folder.is_relative_to(folder):
        raise KeysBesideData(folder, keys_folder)
    for backup in keys_folder.parents:
        if (backup / MANIFEST).exists():
            raise KeysBesideData(backup, keys_folder)
    for keys in folder.parents:
        if next(key_copies.copies(keys), None):
            raise KeysBesideData(folder, keys)


def _write(draft: Path, keys_folder: Path) -> dict[str, Any]:
    (draft / "tables").mkdir()
    sealing.seal_all()
    at = clock.now()
    with database().snapshot() as connection, progress.part(0, 60):
        tables = copying.write_tables(connection, draft / "tables", key_copies.BLANK)
        head = connection.execute(ledger.newest_seal()).one_or_none()
        key_copies.write(connection, keys_folder)
    with progress.part(60, 100):
        files = _copy_files(draft / "files")
    manifest = {
        "made_by": MADE_BY,
        "at": at.isoformat(),
        "revision": revisions.current(installation()),
        "keys": str(keys_folder),
        "tables": tables,
        "ledger": {"size": head.size, "root": head.root.hex()} if head else None,
        "files": files,
        "sums": {name: sum_of(draft / "tables" / f"{name}.jsonl.gz") for name in tables},
    }
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=1))
    (draft / MANIFEST_SUM).write_text(sum_of(draft / MANIFEST))
    return manifest


def _copy_files(folder: Path) -> dict[str, str]:
    """Every file of the store; answers the sum of each by its name."""
    sums, files = {}, list(installation().storage.files())
    for at, (name, size) in enumerate(files):
        progress.done(at, len(files))
        sums[name] = _copy_out(name, size, folder / name)
    return sums


def _copy_out(name: str, size: int, path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        for part in installation().storage.read(name, 0, size):
            file.write(part)
    return sum_of(path)
