"""Clearing: what a restore, a drill, a backup or a copy of keys has left that was ended on its way."""

from pathlib import Path

from leadgate.backup import places, queries, unfinished
from leadgate.backup.actions import finishing
from leadgate.backup.errors import BuildUnderWay
from leadgate.foundation.db import database


def clear_left() -> int:
    """Finish a restore that was ended, and take away what nobody works on any more; answers how many things went."""
    finishing.finish_left()
    gone = sum(unfinished.clear(folder) for folder in queries.folders_written_to())
    try:
        return gone + clear_places()
    except BuildUnderWay:  # whoever builds there has taken away what was left
        return gone


def clear_places() -> int:
    """Take away the databases that were built beside the one in use and left there; answers how many.

    Raises:
        BuildUnderWay: somebody is building one.
    """
    if not (names := places.found(database())):
        return 0
    with places.alone(database()):
        return len(names)


def left() -> list[str]:
    """What nobody works on any more and is still there, by what names it on this machine or in the database."""
    folders: list[Path] = queries.folders_written_to()
    return [*places.left_behind(database()), *(str(path) for one in folders for path in unfinished.left_in(one))]
