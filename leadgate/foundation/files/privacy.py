"""Files of ours are for the account leadgate runs as, and for nobody else on the machine."""

import os
import stat
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO
ENDS = (".db", ".db-wal", ".db-shm", ".key")


def keep_private(folder: Path) -> None:
    """Make the data folder 0700 and what lies in it for others closed to them, also one that was made beforehand.

    Args:
        folder: of the data; one that is another account's is left alone, and `doctor` says so.
    """
    for path in (folder, *opened_to_others(folder)):
        if path.exists() and path.stat().st_uid == os.geteuid():
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)


def opened_to_others(folder: Path) -> list[Path]:
    """The folder itself, the database and the keys in it, as far as others may read or enter them."""
    found = [folder, *(path for path in folder.glob("*") if path.name.endswith(ENDS))] if folder.is_dir() else []
    return [path for path in found if stat.S_IMODE(path.stat().st_mode) & OTHERS]
