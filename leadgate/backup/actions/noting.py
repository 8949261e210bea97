"""A database that was put back knows the backups that were made up to its own; of the others it is told here.

Otherwise the copies of keys they need would not be written anew every day any more, and who was erased would stay in
them.
"""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from leadgate.backup import queries
from leadgate.backup.models import BackupCopy
from leadgate.backup.queries import KNOWN_AGAIN, TRIED, CopyMade
from leadgate.foundation import audit
from leadgate.foundation.db import action, add_row
from leadgate.foundation.ids import new_id


@action
def know_again(copies: Iterable[CopyMade]) -> None:
    """Note those backups that are not known here yet; again changes nothing."""
    known = {each.folder for each in queries.copies_made()}
    for folder, one in {each.folder: each for each in copies}.items():
        if folder not in known:
            note(one, KNOWN_AGAIN)


@action
def note(copy: CopyMade, event: str, *, by: UUID | None = None) -> None:
    """Know of a backup from now on.

    Args:
        copy: which.
        event: what the audit trail says of it.
        by: the account that had it made; None for whoever runs a command.
    """
    add_row(BackupCopy, id=new_id(), made_at=copy.made_at, folder=str(copy.folder), keys_folder=str(copy.keys_folder))
    audit.record(event, actor=by)


@action
def note_tried(folder: Path, *, by: UUID | None) -> None:
    """Note that a backup was tried out, and is whole.

    Args:
        folder: of its data.
        by: the account that had it tried; None for whoever runs the command.
    """
    audit.record(TRIED, actor=by, subject=queries.number_of(folder))
