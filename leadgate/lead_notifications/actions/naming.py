"""Naming whom a letter about leads tells of, where an owner allowed it: each on the record as a look of who gets it."""

from uuid import UUID

from leadgate.assets import figures as assets
from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Staff
from leadgate.foundation.privacy import access_log
from leadgate.lead_notifications.models import NewsLetter
from leadgate.lead_notifications.queries import are_named
from leadgate.lead_notifications.room import LETTER_LOOK
from leadgate.people import queries as people

MOST = 20
"""So many are named in a letter, the first who came; the others are counted."""


@action
def name_in(letter: UUID, *, by: Staff) -> dict[UUID, list[str]]:
    """Who came, by their addresses; a letter that is written once more is no second look.

    Args:
        letter: its id.
        by: who gets it.

    Returns:
        By asset; nothing where letters name nobody, or lie here because there is no mail server.
    """
    kept = locked(NewsLetter, letter)
    if not are_named() or kept is None or kept.since is None or kept.until is None:
        return {}
    told = {UUID(asset) for _day, asset, *_rest in kept.news}
    came = assets.granted_between(told, kept.since, kept.until)[:MOST]
    found = _addresses({person for _asset, person in came})
    if found and kept.looked_at is None:
        access_log.record(LETTER_LOOK, found, by=by)
        kept.looked_at = clock.now()
    named: dict[UUID, list[str]] = {}
    for asset, person in came:
        if person in found:
            named.setdefault(asset, []).append(found[person])
    return named


def _addresses(those: set[UUID]) -> dict[UUID, str]:
    keys = installation().vault.keys_of(those)
    return {one.id: people.address_in(keys[one.id], one.address) for one in people.people_of(those) if one.id in keys}
