"""What an erasure is made of."""

from enum import StrEnum

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class Why(StrEnum):
    """Who or what asked for an erasure."""

    PERSON = "person"
    OFFICER = "officer"
    RETENTION = "retention"
    COMMAND = "command"
    RESTORE = "restore"


class KnowsBy(Words):
    """By what a processor knows a person, and so is told of them."""

    SHA256 = "sha256", _("the hash of the mail address (SHA-256)")
    EMAIL = "email", _("the mail address itself")


SEARCHED_FOR = 20
"""Of a batch that expired together, so many people are searched for afterwards; of fewer, all."""

KEPT = "kept: "
"""How the names of steps begin that say of which table rows stay, without a name."""
