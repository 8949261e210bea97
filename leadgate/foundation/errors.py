"""What a refusal is: a class per reason, one sentence for the person, a status for the machine."""

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

if TYPE_CHECKING:
    from flask_babel import LazyString


class Refusal(Exception):
    """A rule said no. Subclasses carry the sentence; the edge turns it into a page or a problem document."""

    status = 422
    sentence: "LazyString | str" = ""
    retry_after_seconds: int | None = None
    keeps_typed = False
    """Whether its page offers to send once more what was sent."""
    sign_in_at: str | None = None
    """The place of the navigation where those sign in whom it may let in then."""
    is_guess = False
    """Whether it is what somebody meets who tries out tokens, codes or passwords."""

    def __init__(self, sentence: "LazyString | str | None" = None) -> None:
        super().__init__()
        if sentence is not None:
            self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class NotFound(Refusal):
    """There is no such thing, or not for the one who asks: the two look alike on purpose."""

    status = 404


class Reworded(Refusal):
    """What is asked or agreed to is worded otherwise than on the page that was open."""

    status = 409
    sentence = _("What you are asked or agree to has changed since you opened this page. Please read it.")
