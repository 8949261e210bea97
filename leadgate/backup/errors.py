"""Refusals of backing up and restoring."""

from leadgate.foundation.errors import Refusal


class DamagedBackup(Refusal):
    """A file of the backup is missing, cut short or changed."""


class WrongMasterKey(Refusal):
    """The backup was made under another master key."""

    sentence = "The backup was made under another master key; set LEADGATE_MASTER_KEY to that one. Nothing was changed."


class NoRoom(Refusal):
    """The backup could not be written."""
