"""Refusals of backing up and restoring."""

from pathlib import Path

from leadgate.foundation.errors import Refusal


class DamagedBackup(Refusal):
    """A file of the backup is missing, cut short or changed."""


class WrongMasterKey(Refusal):
    """The backup was made under another master key."""

    sentence = (
        "The backup, or the copy of its keys, was made under another master key. After a rotation name a newer copy of "
        "the keys with --keys; otherwise set LEADGATE_MASTER_KEY to that key. Nothing was changed."
    )


class NoKeys(Refusal):
    """The keys of the backup are not where they should be, or are older than it.

    Args:
        folder: where they were looked for.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} has no copy of the keys that is whole and not older than the backup. "
            "Say with --keys where it is. Nothing was changed."
        )


class NoRoom(Refusal):
    """The backup could not be written."""
