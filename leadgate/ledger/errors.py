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


class NoOwnCheckpoint(Refusal):
    """What a witness handed in is no checkpoint of this log."""

    status = 400
    sentence = _("This is no checkpoint of this log.")


class OtherHistory(Refusal):
    """What a witness handed in is signed with this log's key, and has another root than the log has."""

    status = 409
    sentence = _("This log has another root over so many entries. Keep what you have.")


class UnknownWitness(Refusal):
    """No line under a checkpoint is by a witness this log knows."""

    status = 403
    sentence = _("No line here is by a witness of this log.")


class BrokenSeal(Refusal):
    """The newest seal was changed: whatever was sealed over it would be believed."""

    sentence = "The newest seal is not as it was made, so nothing is sealed over it. Run: leadgate ledger verify"


class NotStamped(Exception):
    """A time stamping authority answered, and not with a stamp we believe."""
