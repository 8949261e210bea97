"""What an erasure is made of."""

from enum import StrEnum


class Why(StrEnum):
    """Who or what asked for an erasure."""

    PERSON = "person"
    OFFICER = "officer"
    RETENTION = "retention"
    COMMAND = "command"
    RESTORE = "restore"


SEARCHED_FOR = 20
"""Of a batch that expired together, so many people are searched for afterwards; of fewer, all."""

KEPT = "kept: "
"""How the names of steps begin that say of which table rows stay, without a name."""
