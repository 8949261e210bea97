"""Which backups there are, as far as this installation knows."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from leadgate.backup import left_behind
from leadgate.backup.models import BackupCopy
from leadgate.consent.actions import replaying as withdrawals
from leadgate.erasure import journal
from leadgate.foundation import audit
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.db import session
from leadgate.foundation.files.notes import Notes
from leadgate.standing.actions import noting

MADE, KNOWN_AGAIN, TRIED, ROTATED = "backup:made", "backup:known-again", "backup:tried", "keys:rotate"


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


def number_of(folder: Path) -> UUID | None:
    """The number of the backup in a folder, as far as it is known here."""
    known = select(BackupCopy.id).where(BackupCopy.folder == str(folder))
    return session().scalar(known.order_by(BackupCopy.made_at.desc()).limit(1))


@dataclass(frozen=True, slots=True)
class CopyShown:
    """A backup as whoever looks after them sees it.

    Args:
        number: by which it is named.
        copy: what it is.
        tried_at: when it was last found whole; None before.
        is_here: whether its folder can be reached from this machine.
    """

    number: UUID
    copy: CopyMade
    tried_at: datetime | None
    is_here: bool


def copies_shown(most: int = 50) -> list[CopyShown]:
    """The backups that are known, the newest first.

    Args:
        most: so many at most.
    """
    tried = select(AuditEntry.subject, func.max(AuditEntry.at)).where(AuditEntry.act == TRIED)
    when: dict[UUID | None, datetime] = {}
    for subject, at in session().execute(tried.group_by(AuditEntry.subject)):
        when[subject] = at
    rows = session().scalars(select(BackupCopy).order_by(BackupCopy.made_at.desc()).limit(most))
    copies = ((row.id, CopyMade(row.made_at, Path(row.folder), Path(row.keys_folder))) for row in rows)
    return [CopyShown(number, copy, when.get(number), copy.folder.is_dir()) for number, copy in copies]


def copy(number: UUID) -> CopyMade | None:
    """The backup of that number."""
    row = session().get(BackupCopy, number)
    return CopyMade(row.made_at, Path(row.folder), Path(row.keys_folder)) if row else None


def spoilt_notes() -> list[str]:
    """The notes beside the database that a restore would need and could not read, by their names in the store."""
    read: list[Notes[Any]] = [journal.entries(), withdrawals.noted(), noting.noted()]
    return [name for notes in read for name in notes.spoilt]


def spoilt_folders() -> list[Path]:
    """The folders of copies of keys of which nobody can read any more when it was gone back."""
    return [folder for folder in keys_folders() if left_behind.is_spoilt(folder)]


def older_ones() -> int:
    """How many backups were made by versions that put the keys among the data."""
    copies = session().scalar(select(func.count()).select_from(BackupCopy)) or 0
    return audit.count(MADE) + audit.count(KNOWN_AGAIN) - copies
