"""Refusals of what came back."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound


class NothingReturned(NotFound):
    """It is not kept any more, or never came back."""

    sentence = _("This is not kept any more: what comes back of letters is let go of after half a year.")
