"""Refusals of the ledger."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NoSuchTree(NotFound):
    """The log has not had that size."""

    sentence = _("The log has never had that size.")


class NotCosigned(Refusal):
    """A witness answered, and did not cosign."""

    sentence = "It answered, and did not cosign."


class HistoryContradicted(NotCosigned):
    """A witness knows another history of this log than the one at hand: it has been rewritten, or cut."""

    sentence = "It has seen another history of this log."


class NotStamped(Exception):
    """A time stamping authority answered, and not with a stamp we believe."""
