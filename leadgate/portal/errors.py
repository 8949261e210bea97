"""Refusals of a person's own page."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class WrongExportCode(Refusal):
    """Other digits than those in the mail, or too late, or too often."""

    is_guess = True
    field = "code"
    sentence = _("These are not the digits we sent, or they are too old. Ask for new ones and try again.")
