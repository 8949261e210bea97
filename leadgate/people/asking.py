"""Asking for something with a mail address: whose address has to be proven first, the asker's or a guardian's."""

from dataclasses import dataclass
from uuid import UUID

from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import typed_code
from leadgate.foundation.settings import DisposableDomains
from leadgate.people.addresses import MailAddress, NotAnAddress, in_small_letters, parsed
from leadgate.people.errors import (
    GuardianIsChild,
    GuardianNeeded,
    GuardianNotAnAddress,
    NoMoreTries,
    ThrowAway,
    ThrowAwayWarning,
    WrongCode,
)

MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as they say themselves."""

    email: str
    age_band: str = "16+"
    guardian_email: str = ""
    country: str = ""
    accepts_throw_away: bool = False


def address_to_prove(asker: Asker) -> tuple[MailAddress, bool]:
    """The address that is written to, and whether it is a guardian's.

    Raises:
        NotAnAddress, GuardianNeeded, GuardianNotAnAddress, GuardianIsChild, ThrowAway, ThrowAwayWarning
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
    if address.is_throw_away and rule is DisposableDomains.WARN and not asker.accepts_throw_away:
        raise ThrowAwayWarning
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


def check_digits(request: UUID, tries: int | None, typed: str, *, most: int = MOST_TRIES) -> None:
    """Refuse what are not the six digits of a request.

    Args:
        tries: how often they were typed by now, this time included, counted and committed before anything is compared,
            so that parallel guesses cannot share one try; None when there is no such request.
        most: how often they may be.

    Raises:
        WrongCode, NoMoreTries
    """
    if tries is not None and tries > most:
        raise NoMoreTries
    if tries is None or typed_code(typed) != installation().tokens.digits(request):
        raise WrongCode
