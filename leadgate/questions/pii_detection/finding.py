"""What can be found in a text, and where."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _


class Sensed(StrEnum):
    """What should not stand in an answer."""

    MAIL = "mail"
    PHONE = "phone"
    CARD = "card"
    ACCOUNT = "account"
    PAPERS = "papers"
    RECORD = "record"
    VEHICLE = "vehicle"
    DEVICE = "device"
    NETWORK = "network"
    BIRTH = "birth"
    PLACE = "place"
    NAME = "name"
    HEALTH = "health"
    BELIEF = "belief"
    POLITICS = "politics"
    ORIGIN = "origin"
    SEXUALITY = "sexuality"
    OFFENCE = "offence"


NAMES = {
    Sensed.MAIL: _("a mail address"),
    Sensed.PHONE: _("a telephone number"),
    Sensed.CARD: _("the number of a payment card"),
    Sensed.ACCOUNT: _("the number of an account"),
    Sensed.PAPERS: _("the number of an identity card, passport, licence or insurance"),
    Sensed.RECORD: _("the number of a medical record or health plan"),
    Sensed.VEHICLE: _("the number of a vehicle"),
    Sensed.DEVICE: _("the number of a device"),
    Sensed.NETWORK: _("an internet address of a computer or a personal page"),
    Sensed.BIRTH: _("a date in somebody's life"),
    Sensed.PLACE: _("where somebody lives"),
    Sensed.NAME: _("somebody's name"),
    Sensed.HEALTH: _("something about health"),
    Sensed.BELIEF: _("something about religion or belief"),
    Sensed.POLITICS: _("something about politics or a trade union"),
    Sensed.ORIGIN: _("something about origin or skin colour"),
    Sensed.SEXUALITY: _("something about sexuality"),
    Sensed.OFFENCE: _("something about an offence"),
}
SPECIAL = {Sensed.HEALTH, Sensed.BELIEF, Sensed.POLITICS, Sensed.ORIGIN, Sensed.SEXUALITY, Sensed.OFFENCE}
"""The special categories of the GDPR, art. 9 (and art. 10)."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing found: where it begins and ends in the text, and what it is."""

    start: int
    end: int
    what: Sensed

    def overlaps(self, other: "Finding") -> bool:
        """Whether both stand on the same letters."""
        return self.start < other.end and other.start < self.end
