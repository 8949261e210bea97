"""Choosing by which mail server the letters of a purpose leave."""

from uuid import UUID

from leadgate.foundation import audit
from leadgate.foundation.databases.upserting import put_row
from leadgate.foundation.db import action
from leadgate.foundation.installation import installation
from leadgate.letter_sending.errors import NoSuchRelay
from leadgate.letter_sending.lane_models import PurposeRelay
from leadgate.letter_sending.relays import USUAL


@action
def choose_relay(purpose_id: UUID, relay: str, *, by: UUID | None = None) -> None:
    """Let the letters of a purpose leave by a relay from now on. Twice is once.

    Args:
        purpose_id: which purpose.
        relay: its name; empty for the usual mail server.
        by: the staff account.

    Raises:
        NoSuchRelay: none of that name is set.
    """
    if relay != USUAL and relay not in installation().settings.relays:
        raise NoSuchRelay
    put_row(PurposeRelay, {"purpose_id": purpose_id}, {"relay": relay})
    audit.record("letter:relay", actor=by, subject=purpose_id)
