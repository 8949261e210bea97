"""Why a log's checkpoint was not cosigned; each sentence says which log, and what was seen."""

from leadgate.foundation.errors import Refusal


class LogSilent(Refusal):
    """The log was not to be reached, or answered something else: nothing is said against it."""


class LogRefused(Refusal):
    """What the log shows is not what it showed before, or not its own."""


class StateDamaged(Refusal):
    """What this witness kept cannot be read: it must not begin anew as if it had seen nothing."""
