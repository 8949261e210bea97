"""When somebody of the staff hears of new leads."""

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class HearingPace(Words):
    """How soon a letter leaves."""

    AT_ONCE = "at-once", _("At once, at most one letter an hour")
    DAILY = "daily", _("Once a day, at eight")
    NEVER = "never", _("Never")
