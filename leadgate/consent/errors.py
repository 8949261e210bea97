"""Refusals of the consent room."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class UnknownPurpose(NotFound):
    """No such purpose, or it is no longer offered."""

    sentence = _("One of the boxes is not offered any more. Please look at them again.")


class PurposeTaken(Refusal):
    """A purpose of that name exists with another meaning."""

    status = 409
    sentence = _("There is a purpose of that name already.")


class SameWording(Refusal):
    """The new wording is the one already shown."""

    status = 409
    sentence = _("This is the wording already in use.")


class NoSuchPerson(Refusal):
    """Nobody has this address."""

    status = 404
    field = "email"
    sentence = _("Nobody with this address has confirmed anything here.")


class NoSuchReceipt(Refusal):
    """The person has no receipt of that number."""

    status = 404
    field = "number"
    sentence = _("This person has no receipt of that number.")
