"""Refusals of sending."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class SentAlready(Refusal):
    """A letter is sent once; a copy of it is another letter."""

    status = 409
    sentence = _("This letter is sent, or on its way. To send it again, make a copy of it.")


class NobodyToSendTo(Refusal):
    """Nobody who was chosen may be written to for the letter's purpose now."""

    sentence = _("Nobody who was chosen may be written to for this purpose now.")


class NotUnderWay(Refusal):
    """It is not sent."""

    status = 409
    sentence = _("This letter is not being sent.")
