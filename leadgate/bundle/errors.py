"""Refusals of the bundle."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class NothingToProve(Refusal):
    """A bundle without an entry would be genuine whatever happened."""

    sentence = _("Nothing is on the ledger yet: a bundle would prove nothing.")


class BundleGone(Refusal):
    """The bundle was taken away already, or is too old to lie here."""

    status = 410
    sentence = _("This bundle was taken away already, or is a day old. Have another one made.")
