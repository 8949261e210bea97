"""Which backups there are, as far as this installation knows."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from leadgate.backup.models import BackupCopy
from leadgate.foundation import audit
from leadgate.foundation.db import session


def keys_folders() -> list[Path]:
    """Where copies of the keys were put, each once."""
    return [Path(folder) for folder in sorted(session().scalars(select(BackupCopy.keys_folder).distinct()))]


@dataclass(frozen=True, slots=True)
class CopyMade:
    """A backup that was made.

    Args:
        folder: of its data.
        keys_folder: of the copies of keys it needs.
    """

    folder: Path
    keys_folder: Path


def copies_made() -> list[CopyMade]:
    """The backups whose keys lie apart, oldest first."""
    found = session().execute(select(BackupCopy.folder, BackupCopy.keys_folder).order_by(BackupCopy.made_at))
    return [CopyMade(Path(folder), Path(keys)) for folder, keys in found]


def older_ones() -> int:
    """How many backups were made by versions that put the keys among the data."""
    return audit.count("backup:made") - (session().scalar(select(func.count()).select_from(BackupCopy)) or 0)
