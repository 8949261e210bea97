"""Keeping the copies of keys: written anew every day, so that who was erased is in none of them for long.

The clock asks every hour, and the newest copy says whether it is time: a clock that starts anew forgets when it asked.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from leadgate.backup import key_copies, left_behind
from leadgate.backup.errors import KeysOfAnother
from leadgate.backup.queries import keys_folders
from leadgate.foundation import clock
from leadgate.foundation.db import database

log = logging.getLogger(__name__)
EVERY = timedelta(days=1)


def renew_due() -> None:
    """Write a new copy into every folder of copies whose newest one is a day old, and take away the old ones."""
    renew(folder for folder in keys_folders() if is_old(folder, EVERY))


def is_old(folder: Path, after: timedelta) -> bool:
    """Whether a folder of copies of keys that is ours, and can be reached from here, has no copy that is new.

    Args:
        folder: of the copies.
        after: how old the newest may be.
    """
    if not _is_ours(folder):
        return False
    now = clock.now()
    return not any(now - at < after and key_copies.is_whole(path) for path, at in key_copies.copies(folder))


def _is_ours(folder: Path) -> bool:
    return folder.is_dir() and key_copies.owner_elsewhere(folder) is None


def note_restore(back_to: datetime, at: datetime) -> None:
    """Let every folder of copies that is ours know that it was gone back, and to when; a new copy begins what follows.

    Args:
        back_to: the moment of the backup that was put back, in UTC.
        at: the moment of the restore, likewise.

    Raises:
        OSError: a folder cannot be written.
    """
    ours = list(filter(_is_ours, keys_folders()))
    for folder in ours:
        left_behind.note(folder, back_to, at)
    renew(ours)


def renew(folders: Iterable[Path]) -> None:
    """Write a new copy into each of some folders, however new the newest is, and take away the old ones.

    Args:
        folders: of copies; one that is not there any more, not on this machine, or another installation's, is
            left alone.
    """
    for folder in folders:
        if not folder.is_dir():
            continue
        try:
            with database().snapshot() as connection:
                key_copies.write(connection, folder)
        except KeysOfAnother as refusal:
            log.error("keys of backups not written anew: %s", refusal)
        except OSError as trouble:
            log.error("keys of backups not written anew: %s", trouble.strerror)
