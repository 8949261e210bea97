"""Which backups there are, as far as this installation knows."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from leadgate.backup.models import BackupCopy
from leadgate.foundation import audit
from leadgate.foundation.db import session

MADE, KNOWN_AGAIN = "backup:made", "backup:known-again"


def keys_folders() -> list[Path]:
    """Where copies of the keys were put, each once."""
    return [Path(folder) for folder in sorted(session().scalars(select(BackupCopy.keys_folder).distinct()))]


def folders_written_to() -> list[Path]:
    """Every folder that backups or copies of keys were written into, each once."""
    return sorted({*keys_folders(), *(one.folder.parent for one in copies_made())})


@dataclass(frozen=True, slots=True)
class CopyMade:
    """A backup that was made.

    Args:
        made_at: in UTC.
        folder: of its data.
        keys_folder: of the copies of keys it needs.
    """

    made_at: datetime
    folder: Path
    keys_folder: Path


def copies_made() -> list[CopyMade]:
    """The backups whose keys lie apart, oldest first."""
    columns = select(BackupCopy.made_at, BackupCopy.folder, BackupCopy.keys_folder)
    found = session().execute(columns.order_by(BackupCopy.made_at))
    return [CopyMade(at, Path(folder), Path(keys)) for at, folder, keys in found]


def newest_at() -> datetime | None:
    """When the newest backup was made that this installation knows of."""
    last = session().scalar(select(func.max(BackupCopy.made_at)))
    return max((at for at in (last, audit.newest(MADE)) if at), default=None)


def older_ones() -> int:
    """How many backups were made by versions that put the keys among the data."""
    copies = session().scalar(select(func.count()).select_from(BackupCopy)) or 0
    return audit.count(MADE) + audit.count(KNOWN_AGAIN) - copies
