"""Checking a backup against its manifest, byte for byte, before anything is touched."""

import json
from hashlib import file_digest
from pathlib import Path
from typing import Any

from leadgate.backup.errors import DamagedBackup, NewerBackup
from leadgate.foundation.databases.revisions import is_known

MANIFEST, MANIFEST_SUM = "manifest.json", "manifest.sha256"


def checked(folder: Path) -> dict[str, Any]:
    """The manifest of a backup, every file of which is as it was written.

    Raises:
        DamagedBackup: naming the first file that is not.
        NewerBackup: it was made by a version that keeps more than this one knows.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        if sum_of(folder / MANIFEST) != (folder / MANIFEST_SUM).read_text().strip():
            raise DamagedBackup(f"{MANIFEST} was changed after the backup was made. Nothing was touched.")
        parts = {f"tables/{name}.jsonl.gz": expected for name, expected in manifest["sums"].items()}
        parts |= {f"files/{name}": expected for name, expected in manifest["files"].items()}
        for name, expected in parts.items():
            if not (folder / name).is_file() or sum_of(folder / name) != expected:
                raise DamagedBackup(f"{name} is missing or was changed after the backup was made. Nothing was touched.")
    except (OSError, ValueError, KeyError, AttributeError) as trouble:
        raise DamagedBackup("This folder holds no whole backup. Nothing was touched.") from trouble
    if not is_known(str(manifest.get("revision"))):
        raise NewerBackup
    return manifest


def sum_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
