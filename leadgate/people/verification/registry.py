"""Every kind of proof there is, as the rooms of this house declare them."""

from collections.abc import Iterable

from leadgate.foundation.installation import installation
from leadgate.people.verification.types import VerificationKind


def kinds() -> Iterable[VerificationKind]:
    """Every kind."""
    return installation().house.provided("verifications")


def named(word: str) -> VerificationKind:
    """The kind of that word.

    Raises:
        LookupError: no room declares it.
    """
    for kind in kinds():
        if kind.word == word:
            return kind
    raise LookupError(word)
