"""Unsubscribing by a link that works without signing in and can do nothing else."""

from uuid import UUID

from leadgate.consent import queries
from leadgate.consent.actions.answering import withdraw
from leadgate.consent.queries import Offer
from leadgate.foundation.db import action
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.foundation.keys.tokens import UNSUBSCRIBE


def about(token: str, language: str) -> Offer | None:
    """The purpose a link ends; None when it is not offered any more, or not to everybody.

    A letter can be passed on, and whoever has left goes on holding it: the name of a hidden group is not for them.

    Args:
        token: the end of the link.
        language: the reader's.

    Raises:
        TokenInvalid: forged, cut short, or made for something else.
        TokenExpired: the link is too old.
    """
    _person, purpose = _read(token)
    return next((one for one in queries.all_offers(language) if one.purpose_id == purpose), None)


@action
def unsubscribe(token: str, *, everything: bool = False) -> None:
    """End one purpose (or all optional ones) at once. Twice is once; for a person who is gone it is done already.

    Args:
        token: the end of the link, or of the header of the letter (RFC 8058).
        everything: whether every optional purpose they agreed to ends.

    Raises:
        TokenInvalid: forged, cut short, or made for something else.
        TokenExpired: the link is too old.
    """
    person, purpose = _read(token)
    try:
        key = installation().vault.key_of(person)
    except KeyDestroyed:
        return
    for one in queries.optional_given(person) if everything else [purpose]:
        withdraw(key, one, method="one-click")


def _read(token: str) -> tuple[UUID, UUID]:
    person, purpose = installation().tokens.read(UNSUBSCRIBE, token)
    return person, purpose
