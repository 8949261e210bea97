"""Refusals of runs."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class RunUnderWay(Refusal):
    """One of this kind waits, or is at work."""

    status = 409
    sentence = _("This is under way already. Its page says how far it is.")


class RunTooLong(Refusal):
    """A run took longer than it may."""

    sentence = _("It took longer than an hour and was ended. For an installation of this size use the command.")
