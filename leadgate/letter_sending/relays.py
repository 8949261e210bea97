"""Relays: by which mail server letters of a purpose leave."""

from uuid import UUID

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.letter_sending.lane_models import PurposeRelay

USUAL = ""


def relay_of(purpose_id: UUID) -> str:
    """By name; `USUAL` where none is chosen, or where the chosen one is not set any more."""
    row = session().get(PurposeRelay, purpose_id)
    return row.relay if row and row.relay in installation().settings.relays else USUAL


def address_of(relay: str) -> str | None:
    """Of a relay; None where no mail server is set."""
    settings = installation().settings
    return settings.relays.get(relay, settings.smtp_url)


def any_set() -> bool:
    """Whether letters can leave at all."""
    settings = installation().settings
    return bool(settings.smtp_url or settings.relays)
