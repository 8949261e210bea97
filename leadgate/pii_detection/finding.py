"""What can be found in a text, and where."""

from dataclasses import dataclass

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class Sensed(Words):
    """What should not stand in an answer."""

    MAIL = "mail", _("a mail address")
    PHONE = "phone", _("a telephone number")
    CARD = "card", _("the number of a payment card")
    ACCOUNT = "account", _("the number of an account")
    PAPERS = "papers", _("the number of an identity card, passport, licence or insurance")
    RECORD = "record", _("the number of a medical record or health plan")
    VEHICLE = "vehicle", _("the number of a vehicle")
    DEVICE = "device", _("the number of a device")
    NETWORK = "network", _("an internet address of a computer or a personal page")
    BIRTH = "birth", _("a date in somebody's life")
    PLACE = "place", _("where somebody lives")
    NAME = "name", _("somebody's name")
    HEALTH = "health", _("something about health")
    BELIEF = "belief", _("something about religion or belief")
    POLITICS = "politics", _("something about politics or a trade union")
    ORIGIN = "origin", _("something about origin or skin colour")
    SEXUALITY = "sexuality", _("something about sexuality")
    OFFENCE = "offence", _("something about an offence")


SPECIAL = {Sensed.HEALTH, Sensed.BELIEF, Sensed.POLITICS, Sensed.ORIGIN, Sensed.SEXUALITY, Sensed.OFFENCE}
"""The special categories of the GDPR, art. 9 (and art. 10)."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing found: where it begins and ends in the text, and what it is."""

    start: int
    end: int
    what: Sensed
