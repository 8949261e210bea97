"""The letter that asks somebody who was brought along without proof."""

from uuid import UUID

from leadgate.foundation.mail.composing import Letter
from leadgate.lead_imports.verifications import WANTED
from leadgate.people.verification import letters


def write_asked(verification: UUID) -> Letter | None:
    """Asks whether they want it, once."""
    return letters.to_prove(WANTED, verification)
