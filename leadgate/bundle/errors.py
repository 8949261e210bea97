"""Refusals of the bundle."""

from leadgate.foundation.errors import Refusal


class NothingToProve(Refusal):
    """A bundle without an entry would be genuine whatever happened."""

    sentence = "Nothing is on the ledger yet: a bundle would prove nothing."
