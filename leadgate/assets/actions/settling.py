"""Settling: what a known person gets at once, by mail to their proven address; nothing about them changes."""

from uuid import UUID

from leadgate.assets import mail
from leadgate.assets.actions.delivering import grant_to
from leadgate.foundation.db import action
from leadgate.foundation.installation import installation
from leadgate.people.verification.types import Seen, Settled


@action
def settle(seen: Seen, person: UUID | None, time: int) -> Settled:
    """Send somebody who is known what they asked for; anybody else has to prove their address first.

    Args:
        seen: the opt-in.
        person: who has the address; None when nobody is known by it.
        time: which mail to the address this is, counted from 1.

    Returns:
        `ASK` for somebody unknown, `ANSWERED` otherwise.
    """
    if person is None:
        return Settled.ASK
    assert seen.about
    grant = grant_to(installation().vault.key_of(person), seen.about)
    mail.deliver(grant, person, seen.id, time)
    return Settled.ANSWERED
