"""Refusals of the archive."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NotInArchive(NotFound):
    """There is no such letter for whoever asks."""

    sentence = _("There is no such letter here.")


class NothingLeftYet(Refusal):
    """Only what was sent is shown."""

    status = 409
    sentence = _("This letter was not sent yet.")
