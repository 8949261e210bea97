"""Letters about a person's own page."""

from uuid import UUID

from leadgate.foundation.mail.composing import Letter
from leadgate.people.verification import letters
from leadgate.people.verifications import ADDRESS_NEW, ADDRESS_OLD, SIGN_IN


def write_sign_in(verification: UUID) -> Letter | None:
    """The link that signs in once."""
    return letters.to_prove(SIGN_IN, verification)


def write_address_old(verification: UUID) -> Letter | None:
    """Asks the old inbox whether the address may change."""
    return letters.to_prove(ADDRESS_OLD, verification)


def write_address_new(verification: UUID) -> Letter | None:
    """Asks the new inbox whether it is theirs."""
    return letters.to_prove(ADDRESS_NEW, verification)
