"""Taking in what came back: only what names a copy of ours by its token does anything."""

from leadgate.bounces.actions.hearing import hear
from leadgate.bounces.reading.returned import read_returned
from leadgate.bounces.types import HeardBy, Returned, ReturnedKind
from leadgate.consent.actions.answering import withdraw
from leadgate.foundation.db import action
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.letter_sending import queries as letters
from leadgate.letter_sending.queries import CopySent

BY_MAIL = "unsubscribe-mail"
"""How a consent ended, as the ledger has it."""


@action
def take(raw: bytes, *, heard_by: HeardBy) -> ReturnedKind | None:
    """Do what follows from a message that came back. Twice is once.

    Args:
        raw: the message (RFC 5322).
        heard_by: how it came.

    Returns:
        What it was; None where it names no copy of ours.
    """
    return take_in(read_returned(raw), heard_by=heard_by)


@action
def take_in(returned: Returned, *, heard_by: HeardBy) -> ReturnedKind | None:
    """As `take`, of what was read already.

    Args:
        returned: what came back.
        heard_by: how it came.

    Returns:
        What it was; None where it names no copy of ours.
    """
    copy = next(filter(None, map(letters.copy_named, returned.tokens)), None)
    if copy is None:
        return None
    if returned.kind is ReturnedKind.UNSUBSCRIBE:
        _unsubscribe(copy)
    else:
        hear(copy.person_id, copy.letter_id, copy.purpose_id, returned, heard_by=heard_by)
    return returned.kind


def _unsubscribe(copy: CopySent) -> None:
    try:
        withdraw(installation().vault.key_of(copy.person_id), copy.purpose_id, method=BY_MAIL)
    except KeyDestroyed:
        return
