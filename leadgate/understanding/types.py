"""What figures of cohorts and of consent are made of."""

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class CohortStep(Words):
    """What became of those who downloaded something."""

    DOWNLOADED = "downloaded", _("Downloaded")
    JOINED = "joining", _("Joined a group")
    ANSWERED = "answering", _("Answered a survey")


class ConsentStep(Words):
    """How somebody came to agree to a purpose, or why they agree no more."""

    GIVEN = "given", _("Said yes")
    DECLINED = "declined", _("Said no")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")
    LAPSED = "lapsed", _("Lapsed")
    OBJECTED = "objected", _("Opted out")
    ERASED = "erased", _("Erased")
    OTHERWISE = "otherwise", _("Otherwise")


ENDS = tuple(step for step in ConsentStep if step not in (ConsentStep.GIVEN, ConsentStep.DECLINED))
"""The reasons why somebody agrees no more."""
RARE = (ConsentStep.OBJECTED, ConsentStep.OTHERWISE)
"""What is shown only where it happened."""
