"""How far imports come."""

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class ImportState(Words):
    """How far an import has come."""

    WAITING = "waiting", _("looked at, nothing is kept")
    AT_WORK = "at-work", _("being taken in")
    DONE = "done", _("taken in")
    UNDONE = "undone", _("taken out again")
