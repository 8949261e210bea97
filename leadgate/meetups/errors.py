"""Refusals of meetups, each with its sentence."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NoSuchEvent(NotFound):
    """Unknown, or another group's."""


class EndsBeforeItBegins(Refusal):
    """An event that would be over before it begins."""

    field = "ends_at"
    sentence = _("It has to end after it begins.")
