"""Refusals of the privacy notice."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound


class NoSuchNotice(NotFound):
    """There was no version of that number, or none yet at that time."""

    sentence = _("There was no privacy notice of that number, or none yet at that time.")
