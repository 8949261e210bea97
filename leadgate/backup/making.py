"""Making a backup: every table at one moment, every file, and a manifest with the sum of each."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

from leadgate.backup.checking import sum_of
from leadgate.backup.errors import NoRoom
from leadgate.foundation import audit, clock
from leadgate.foundation.databases import copying, migrating
from leadgate.foundation.db import database
from leadgate.foundation.installation import installation
from leadgate.ledger import queries as ledger
from leadgate.ledger.actions import sealing

MADE_BY = 1


def make(folder: Path) -> dict[str, Any]:
    """Write a backup into a folder that does not exist yet; answers its manifest.

    Raises:
        NoRoom: the folder is taken, or the disk is full; nothing is left behind.
    """
    draft = folder.with_name(f"{folder.name}.unfinished")
    if folder.exists():
        raise NoRoom(f"{folder} exists already; a backup goes into a new folder.")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        manifest = _write(draft)
        draft.rename(folder)
    except OSError as trouble:
        shutil.rmtree(draft, ignore_errors=True)
        raise NoRoom(
            f"The backup could not be written: {os.strerror(trouble.errno or 0)}. Nothing is left of it."
        ) from trouble
    audit.record("backup:made", actor=None)
    return manifest


def _write(draft: Path) -> dict[str, Any]:
    (draft / "tables").mkdir(parents=True, mode=0o700)
    sealing.seal_all()
    with database().snapshot() as connection:
        tables = copying.write_tables(connection, draft / "tables")
        head = connection.execute(ledger.newest_seal()).one_or_none()
    files = {name: _copy_out(name, size, draft / "files" / name) for name, size in installation().storage.files()}
    manifest = {
        "made_by": MADE_BY,
        "at": clock.now().isoformat(),
        "revision": migrating.current(installation()),
        "tables": tables,
        "ledger": {"size": head.size, "root": head.root.hex()} if head else None,
        "files": files,
        "sums": {name: sum_of(draft / "tables" / f"{name}.jsonl.gz") for name in tables},
    }
    (draft / "manifest.json").write_text(json.dumps(manifest, indent=1))
    (draft / "manifest.sha256").write_text(sum_of(draft / "manifest.json"))
    return manifest


def _copy_out(name: str, size: int, path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("wb") as file:
        for part in installation().storage.read(name, 0, size):
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    return sum_of(path)
