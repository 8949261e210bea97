"""Refusals of what came back."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NothingReturned(NotFound):
    """It is not kept any more, or never came back."""

    sentence = _("This is not kept any more: what comes back of letters is let go of after half a year.")


class NoSuchService(NotFound):
    """No service of that name is set to tell anything here."""

    sentence = _("No mail service of that name tells anything here.")


class NotTheService(Refusal):
    """Nothing proves that the service itself tells this."""

    status = 401
    sentence = _("Nothing proves who tells this.")
