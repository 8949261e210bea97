"""Letters about a person's own page."""

from uuid import UUID

from leadgate.foundation import mail
from leadgate.foundation.mail import Letter
from leadgate.people.verification import letters
from leadgate.people.verifications import ADDRESS_NEW, ADDRESS_OLD, SIGN_IN


@mail.letter("people/sign_in")
def _sign_in(verification: UUID) -> Letter | None:
    return letters.to_prove(SIGN_IN, verification)


@mail.letter("people/address_old")
def _address_old(verification: UUID) -> Letter | None:
    return letters.to_prove(ADDRESS_OLD, verification)


@mail.letter("people/address_new")
def _address_new(verification: UUID) -> Letter | None:
    return letters.to_prove(ADDRESS_NEW, verification)
