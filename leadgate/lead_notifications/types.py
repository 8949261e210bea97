"""When somebody of the staff hears of new leads."""

from uuid import UUID

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _

EVERY = UUID(int=0)
"""In place of an asset: all that nothing else was chosen for."""


class NotificationPace(Words):
    """How soon a letter leaves."""

    AT_ONCE = "at-once", _("At once, at most one letter an hour")
    DAILY = "daily", _("Once a day, at eight")
    NEVER = "never", _("Never")
