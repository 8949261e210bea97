"""Refusals of the ledger."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound


class NoSuchTree(NotFound):
    """The log has not had that size."""

    sentence = _("The log has never had that size.")


class NotCosigned(Exception):
    """A witness answered, and did not cosign."""


class HistoryContradicted(NotCosigned):
    """A witness knows another history of this log than the one at hand: it has been rewritten, or cut."""


class NotStamped(Exception):
    """A time stamping authority answered, and not with a stamp we believe."""
