"""What is counted of assets."""

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class VisitStep(Words):
    """How far a visit got."""

    SEEN = "seen", _("Seen")
    STARTED = "started", _("Started")
    ASKED = "asked", _("Asked")
    CONFIRMED = "confirmed", _("Confirmed")
    DOWNLOADED = "downloaded", _("Downloaded")
