"""How visitors come to a choice, and what a choice says."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class How(Words):
    """Which button it was."""

    ACCEPT = "accept", _("accepted all")
    REFUSE = "refuse", _("refused all")
    CHOOSE = "choose", _("chose purpose by purpose")
    GPC = "gpc", _("accepted all but what the browser's signal ends")
    CHANGE = "change", _("changed an earlier answer")
    FRAME = "frame", _("allowed one thing where it stands")


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A choice as it is hashed and shown.

    Args:
        number: the first half of the SHA-256 of its number.
        allowed: the purposes that were allowed, in the order of the notice.
        how: which button it was.
        gpc: whether the browser sent the Global Privacy Control signal.
        language: in which it was asked.
        day: on which it was recorded, in UTC.
    """

    number: bytes
    allowed: tuple[str, ...]
    how: How
    gpc: bool
    language: str
    day: date

    def fields(self) -> dict[str, Any]:
        """As it is hashed: a leaf of its batch is the canonical JSON of this."""
        return {
            "allowed": list(self.allowed),
            "day": self.day.isoformat(),
            "gpc": self.gpc,
            "how": str(self.how),
            "language": self.language,
            "number": self.number.hex(),
        }
