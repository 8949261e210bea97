"""Trying a backup out, as the command and the page do it: nothing is changed, and that it is whole is on record."""

from pathlib import Path
from uuid import UUID

from leadgate.backup.actions import noting, restoring
from leadgate.backup.checking import checked


def try_out(folder: Path, keys: Path | None = None, *, by: UUID | None = None) -> dict[str, object]:
    """Check a backup byte by byte, build its database in a place of its own, and read it.

    Args:
        folder: of the backup.
        keys: the folder of the copies of keys; where they were put when it is not said.
        by: the account that asked for it; None for whoever runs the command.

    Returns:
        What was found, as `restoring.try_out`.

    Raises:
        DamagedBackup, NewerBackup: as `checking.checked`.
        NoKeys, OldKeys, DamagedKeys, WrongMasterKey: as `restoring.try_out`.
        BuildUnderWay: somebody else builds beside the database just now.
    """
    found = restoring.try_out(folder, checked(folder), keys)
    noting.note_tried(folder.resolve(), by=by)
    return found
