"""What an erasure is made of."""

from enum import StrEnum


class Why(StrEnum):
    """Who or what asked for an erasure."""

    PERSON = "person"
    OFFICER = "officer"
    RETENTION = "retention"
    COMMAND = "command"
    RESTORE = "restore"
