"""What a page has a worker do: a backup beside the last one, and trying one out.

Where backups go is said in a shell, by the first of them. A page only ever writes beside one that is there: whoever has
stolen a session could otherwise have everything written wherever the process may write.
"""

from pathlib import Path
from typing import Any
from uuid import UUID

from leadgate.backup import queries
from leadgate.backup.actions import making, trying
from leadgate.backup.errors import NoPlaceKnown, UnknownBackup
from leadgate.foundation import clock
from leadgate.runs.types import RunAsked

MAKES, TRIES = "backup", "backup-try"
AS_NAMED = "%Y-%m-%dT%H%M%S"


def next_place() -> tuple[Path, Path] | None:
    """The folder in which the next backup goes, and that of its keys; None where none is known that can be reached."""
    here = (one.copy for one in queries.copies_shown() if one.copy.folder.parent.is_dir())
    last = next(here, None)
    return (last.folder.parent, last.keys_folder) if last else None


def make(run: RunAsked) -> dict[str, Any]:
    """Make a backup beside the last one.

    Raises:
        NoPlaceKnown: there is none that can be reached.
    """
    place = next_place()
    if place is None:
        raise NoPlaceKnown
    folder, keys = place
    made = making.make(folder / clock.now().strftime(AS_NAMED), keys, by=run.by)
    return {"rows": sum(made["tables"].values()), "files": len(made["files"]), "keys": made["keys"]}


def try_out(run: RunAsked) -> dict[str, Any]:
    """Try a backup out.

    Raises:
        UnknownBackup: it is not known any more.
    """
    copy = queries.copy(UUID(run.about))
    if copy is None:
        raise UnknownBackup
    return {"folder": str(copy.folder), **trying.try_out(copy.folder, copy.keys_folder, by=run.by)}
