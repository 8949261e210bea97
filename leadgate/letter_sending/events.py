"""What sending letters tells rooms above it, inside the same transaction."""

from dataclasses import dataclass
from uuid import UUID

from leadgate.foundation.mail.answers import Undelivered


@dataclass(frozen=True, slots=True)
class LetterRefused:
    """A mail server did not take somebody's copy of a letter, and it is not tried again.

    Args:
        person: whose copy.
        letter, purpose: which letter, and for what it was sent.
        why: as far as the answer tells.
        said: the answer, in the server's own words.
    """

    person: UUID
    letter: UUID
    purpose: UUID
    why: Undelivered
    said: str
