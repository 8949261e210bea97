"""Refusals of discussions, each with the sentence a person reads."""

from flask_babel import LazyString, ngettext
from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class TooManyFiles(Refusal):
    """More files on one post than it takes."""

    field = "file"
    sentence = _("A post takes four files at most. Please leave some out, or write a second one.")


class NoSuchPost(NotFound):
    """Unknown, another's, or in another group."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class PostedTooFast(Refusal):
    """Somebody new says much at once, in a group that is slow for the new."""

    status = 429
    field = "body"

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(LazyString(self._in_words))

    def _in_words(self) -> str:
        return str(
            ngettext(
                "While you are new here, please wait a minute between two posts.",
                "While you are new here, please wait %(num)s minutes between two posts.",
                self.minutes,
            )
        )
