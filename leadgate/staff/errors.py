"""Refusals of the staff room."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class WrongSignIn(Refusal):
    """No such account, or not this password; which of the two is not said."""

    is_guess = True
    status = 422
    sentence = _("This address and password do not belong together.")


class StaffLinkUsed(Refusal):
    """The link was used, or is too old."""

    status = 410
    sentence = _("This sign-in link was used already or is too old. The owner can make a new one.")


class AccountTaken(Refusal):
    """There is an account of that address."""

    status = 409
    sentence = _("There is an account with this address already.")


class WeakPassword(Refusal):
    """A password that is too easy to guess."""

    field = "password"
    sentence = _(
        "Please choose a password of at least 12 characters that is not built from your address or this site's name."
    )


class LastOwner(Refusal):
    """Nobody would answer for the installation any more."""

    status = 409
    sentence = _("This is the only owner of this site. Add another owner first: leadgate staff add")


class UnknownAccount(Refusal):
    """Nobody who works here has this address."""

    sentence = _("There is no account with this address. Make one with: leadgate staff add")
