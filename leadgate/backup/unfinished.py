"""Folders that are written under another name until they are whole, and what becomes of those nobody finishes.

Whoever writes one holds a lock on it that ends with their process, however that ends: the next one who writes beside
it takes away what nobody holds any more. Where a store of files knows no locks, what is older than a day goes.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from leadgate.backup.checking import MANIFEST, MANIFEST_SUM
from leadgate.foundation import clock

ENDING = ".unfinished"
GIVEN_UP_AFTER = timedelta(days=1)
OURS = {"tables", "files", MANIFEST, MANIFEST_SUM, "sums.json", "vault_key.jsonl.gz", "installation_key.jsonl.gz"}
"""What stands in a backup, and in a copy of keys."""


@contextmanager
def draft_of(made: Path) -> Iterator[Path]:
    """A folder beside one that is to be made, for the block to fill and to rename; it goes if that does not happen.

    Raises:
        FileExistsError: somebody else is making the same one.
        OSError: there is no room.
    """
    made.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = made.with_name(f"{made.name}{ENDING}")
    with ExitStack() as ends:
        with _held(made.parent, LOCK_EX):
            clear(made.parent)
            draft.mkdir(mode=0o700)
            ends.enter_context(_held(draft, LOCK_EX))
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def clear(folder: Path) -> int:
    """Take away what was left unfinished in a folder; answers how many that were."""
    return sum(_remove(path) for path in left_in(folder))


def left_in(folder: Path) -> list[Path]:
    """What was left unfinished in a folder; nothing for one that is not there."""
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.glob(f"*{ENDING}")) if _is_ours(path) and _is_given_up(path)]


def _remove(path: Path) -> bool:
    shutil.rmtree(path, ignore_errors=True)
    return not path.exists()


def _is_ours(path: Path) -> bool:
    try:
        return not path.is_symlink() and {each.name for each in path.iterdir()} <= OURS
    except OSError:  # a file, or nothing we may read
        return False


def _is_given_up(path: Path) -> bool:
    try:
        with _held(path, LOCK_EX | LOCK_NB) as is_known:
            return is_known or clock.now() - _touched_at(path) > GIVEN_UP_AFTER
    except (BlockingIOError, FileNotFoundError):  # somebody writes there, or it went just now
        return False


def _touched_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


@contextmanager
def _held(folder: Path, how: int) -> Iterator[bool]:
    """Hold the lock of a folder during the block; False where its store knows no locks."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield _is_locked(handle, how)
    finally:
        os.close(handle)


def _is_locked(handle: int, how: int) -> bool:
    try:
        flock(handle, how)
    except BlockingIOError:
        raise
    except OSError:
        return False
    return True
