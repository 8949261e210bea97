"""What counts of visits are made of."""

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _

UNCOUNTED = "uncounted"
"""A step by itself: who confirmed after a visit that was not counted, as that of a program or of the staff."""


class OriginPart(Words):
    """What a link says of where it stands, in the order of a whole origin."""

    SOURCE = "source", _("Source")
    MEDIUM = "medium", _("Medium")
    CAMPAIGN = "campaign", _("Campaign")
    CONTENT = "content", _("Content")
    TERM = "term", _("Term")

    @property
    def parameter(self) -> str:
        """What it is called behind the question mark of a link."""
        return f"utm_{self.value}"
