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


class SameAccount(Refusal):
    """Whoever asks for a letter to be sent does not give the second yes."""

    status = 403
    sentence = _("You asked for this letter to be sent; somebody else has to say yes.")


class NoSuchRelay(Refusal):
    """No mail server of that name is set on the machine."""

    sentence = _("No mail server of that name is set.")


class NoSuchZone(Refusal):
    """No time zone goes by that name."""

    field = "zone"
    sentence = _("Please choose a time zone of the list, such as Europe/Berlin.")


class NotUnderWay(Refusal):
    """It is not sent."""

    status = 409
    sentence = _("This letter is not being sent.")
