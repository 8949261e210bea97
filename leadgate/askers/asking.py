"""Asking for something with a mail address: whose address has to be proven first, the asker's or a guardian's."""

from dataclasses import dataclass

from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import MailAddress, NotAnAddress, in_small_letters, parsed
from leadgate.foundation.settings import DisposableDomains
from leadgate.people.errors import (
    GuardianIsChild,
    GuardianNeeded,
    GuardianNotAnAddress,
    Mistyped,
    ThrowAway,
    ThrowAwayWarning,
)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as they say themselves."""

    email: str
    age_band: str = "16+"
    guardian_email: str = ""
    country: str = ""
    kept_address: str = ""
    """What they were asked about and typed again: that is the address then."""


def address_to_prove(asker: Asker) -> tuple[MailAddress, bool]:
    """The address that is written to, and whether it is a guardian's.

    Raises:
        NotAnAddress, GuardianNeeded, GuardianNotAnAddress, GuardianIsChild, ThrowAway, ThrowAwayWarning, Mistyped
    """
    if needs_guardian(asker):
        return _guardian(asker), True
    return _welcome(asker), False


def needs_guardian(asker: Asker) -> bool:
    """Whether somebody of this age may not consent for themselves here."""
    age = installation().settings.age_of_consent.in_country(asker.country)
    return asker.age_band == "under-13" or (asker.age_band == "13-15" and age > 13)


def _welcome(asker: Asker) -> MailAddress:
    address, rule = parsed(asker.email), installation().settings.disposable_domains
    if address.is_throw_away and rule is DisposableDomains.REFUSE:
        raise ThrowAway
    if asker.kept_address.strip() == asker.email.strip():
        return address
    if address.is_throw_away and rule is DisposableDomains.WARN:
        raise ThrowAwayWarning
    if address.meant:
        raise Mistyped(address.meant)
    return address


def _guardian(asker: Asker) -> MailAddress:
    if not asker.guardian_email.strip():
        raise GuardianNeeded
    try:
        guardian = parsed(asker.guardian_email)
    except NotAnAddress as refusal:
        raise GuardianNotAnAddress from refusal
    if in_small_letters(asker.email.strip()) == in_small_letters(asker.guardian_email.strip()):
        raise GuardianIsChild
    return guardian
