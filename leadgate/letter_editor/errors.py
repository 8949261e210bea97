"""Refusals of the page of a letter."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal
from leadgate.letters.errors import LetterChanged


class NoSuchBlock(NotFound):
    """It is not in the letter, or no longer."""

    sentence = _("This part of the letter is not there any more.")


class TooLongForLetter(Refusal):
    """A field was given more than it can hold."""

    sentence = _(
        "This is longer than a letter can hold: a line has 300 signs at most, a text 20,000. What you"
        " typed is still here."
    )


class NoStepOfLetter(Refusal):
    """There is no step that way."""

    status = 409
    sentence = _("There is nothing more to undo.")


class BlockGone(LetterChanged):
    """What was open has been taken out elsewhere."""

    sentence = _("What you had open was taken out elsewhere meanwhile. “Undo” brings it back.")


class LetterNotReady(Refusal):
    """It has no subject or no block in the language asked for, or is not there any more."""

    sentence = _("It cannot be sent yet: it needs a subject and at least one block in this language.")
