"""What figures of cohorts are made of."""

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class CohortStep(Words):
    """What became of those who downloaded something."""

    DOWNLOADED = "downloaded", _("Downloaded")
    JOINED = "joining", _("Joined a group")
    ANSWERED = "answering", _("Answered a survey")
    AGREES = "agrees", _("Agree to something now")
