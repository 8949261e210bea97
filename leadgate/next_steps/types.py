"""What a step may be."""

from dataclasses import dataclass

from leadgate.foundation.words import Text, Words
from leadgate.foundation.words import text as _


class StepKind(Words):
    """Where a step leads; what it says to the reader of a thank-you page."""

    heading: Text

    SURVEY = "survey", _("Answer a survey"), _("Tell us what you think")
    GROUP = "group", _("Join a group"), _("Meet others")
    ASSET = "asset", _("Get another download"), _("This may help as well")
    SHARE = "share", _("Tell others"), _("Pass it on")


@dataclass(frozen=True, slots=True)
class NextStep:
    """One suggestion, as it can be followed now."""

    kind: StepKind
    name: str
    """As it is kept: `survey:<id>`."""
    title: str
    address: str
    """Whole."""
    language: str = ""
    """The title's, where it has one of its own."""
