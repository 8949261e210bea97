"""Finishing a restore, whoever comes to it: what cannot be done in the very moment in which its database is swapped in.

A mark in the data folder says what a restore has in hand, before it does it; it is no row, for who may write to the
database alone must not be able to set roots of the ledger aside. Whether the database was swapped, that itself says.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any
from uuid import UUID

from obstore.exceptions import BaseError
from sqlalchemy.exc import DBAPIError

from leadgate.backup.actions import keeping_keys
from leadgate.backup.errors import EndedInPlace
from leadgate.consent.actions import replaying as withdrawals
from leadgate.erasure import journal
from leadgate.foundation import audit, clock
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.errors import Refusal
from leadgate.foundation.files.durable import write_durably
from leadgate.foundation.files.notes import SPOILT
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.utc import moment_of
from leadgate.ledger.actions import keeping
from leadgate.standing.actions import noting

log = logging.getLogger(__name__)
MARK = "restore.json"
RESTORED = "backup:restored"
NOTES = tuple(f"{folder}/" for folder in (journal.FOLDER, withdrawals.FOLDER, noting.FOLDER))
"""What was brought of these stays, also where nothing came of the restore: with more of them the next one is safer."""
TROUBLES = (OSError, BaseError, DBAPIError, Refusal)


@dataclass(frozen=True, slots=True)
class RestoreMark:
    """A restore that was begun.

    Args:
        restore: its id; the database that was put back has it on its audit trail.
        back_to: the moment of the backup, in UTC (ISO 8601).
        at: of the restore, likewise.
        ledger: over how many entries the newest root of the backup is; None once the roots since are set aside.
        brought: the files it puts into the store, which were not there.
    """

    restore: str
    back_to: str
    at: str
    ledger: int | None
    brought: list[str]

    def __post_init__(self) -> None:
        """Refuse what somebody has written there by hand (ValueError)."""
        UUID(self.restore), moment_of(self.back_to), moment_of(self.at)


def mark_of(manifest: dict[str, Any]) -> RestoreMark:
    """What a restore of a backup has in hand.

    Args:
        manifest: of the backup, checked.
    """
    store, size = installation().storage, manifest["ledger"]["size"] if manifest["ledger"] else 0
    missing = [name for name in manifest["files"] if not store.has(name)]
    return RestoreMark(str(new_id()), manifest["at"], clock.now().isoformat(), int(size), missing)


def record(mark: RestoreMark) -> None:
    """Have the database at work know the restore that puts it in the place of another."""
    audit.record(RESTORED, actor=None, subject=UUID(mark.restore))


@contextmanager
def intended(mark: RestoreMark, folder: Path) -> Iterator[None]:
    """Bring the files of a backup, let the block swap, and finish; where it does not come to that, take them back.

    Args:
        mark: of this very restore; the database that is swapped in has it on record.
        folder: of the backup.

    Returns:
        Nothing, to the block: it only has to swap.

    Raises:
        StorageFull: there is no room for the files; nothing was changed.
        EndedInPlace: the block was left otherwise than by its end, and the swap had been done.
    """
    try:
        _write(mark)
        for name in mark.brought:
            with (folder / "files" / name).open("rb") as file:
                installation().storage.put(name, file)
        yield
    except BaseException as trouble:
        in_place = finish_left()
        if in_place:
            raise EndedInPlace from trouble
        raise
    finish_left()


def finish_left() -> bool:
    """Finish what a restore that was ended has left to do, or take back what it brought; again is harmless.

    Whoever calls works on the installation, or has it alone, so that no restore is under way. What cannot be done now
    stays marked, and is logged.

    Returns:
        Whether the database in use was put there by the restore that was found.
    """
    in_place = False
    with suppress(FileNotFoundError), _path().open("rb") as file:
        flock(file, LOCK_EX)
        if mark := _read():  # nobody else has finished it just now
            try:
                if in_place := _is_in_place(mark):
                    _finish(mark)
                else:
                    _take_back(mark)
                _path().unlink()
            except TROUBLES as trouble:
                log.error("a restore is not finished: %s", trouble)
    return in_place


def left() -> bool:
    """Whether a restore was ended and is not finished."""
    return _path().is_file()


def restored_to() -> int | None:
    """Over how many entries the newest root of the ledger is that was put back, while newer ones are not set aside."""
    mark = _read()
    return mark.ledger if mark and _is_in_place(mark) else None


def _finish(mark: RestoreMark) -> None:
    if mark.ledger is not None:
        keeping.set_aside(mark.ledger)
        _write(replace(mark, ledger=None))
    keeping_keys.note_restore(moment_of(mark.back_to), moment_of(mark.at))


def _take_back(mark: RestoreMark) -> None:
    for name in mark.brought:
        if not name.startswith(NOTES):
            installation().storage.delete(name)


def _is_in_place(mark: RestoreMark) -> bool:
    forget_what_was_read()
    return audit.is_noted(RESTORED, UUID(mark.restore))


def _path() -> Path:
    return installation().settings.data_dir / MARK


def _write(mark: RestoreMark) -> None:
    write_durably(_path(), json.dumps(asdict(mark)).encode())


def _read() -> RestoreMark | None:
    try:
        return RestoreMark(**json.loads(_path().read_text()))
    except (FileNotFoundError, *SPOILT):  # of one that somebody changed the doctor speaks
        return None
