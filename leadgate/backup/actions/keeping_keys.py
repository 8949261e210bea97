"""Keeping the copies of keys: written anew every day, so that who was erased is in none of them for long."""

import logging
from collections.abc import Iterable
from pathlib import Path

from leadgate.backup import key_copies
from leadgate.backup.errors import KeysOfAnother
from leadgate.backup.queries import keys_folders
from leadgate.foundation.db import database

log = logging.getLogger(__name__)


def renew_all() -> None:
    """Write a new copy into every folder of copies that can be reached from here, and take away the old ones."""
    renew(keys_folders())


def renew(folders: Iterable[Path]) -> None:
    """The same for some folders.

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
