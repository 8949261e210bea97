"""Telling one's time zone, to get letters by day; or taking that back."""

from uuid import UUID
from zoneinfo import available_timezones

from sqlalchemy import delete

from leadgate.foundation.databases.upserting import put_row
from leadgate.foundation.db import action, session
from leadgate.letter_sending.errors import NoSuchZone
from leadgate.letter_sending.lane_models import ReaderZone


@action
def tell_zone(person_id: UUID, zone: str) -> None:
    """Keep where somebody says they are. Twice is once.

    Args:
        person_id: theirs.
        zone: the time zone (IANA); empty to keep none any more.

    Raises:
        NoSuchZone: there is none of that name.
    """
    if not zone:
        session().execute(delete(ReaderZone).where(ReaderZone.person_id == person_id))
        return
    if zone not in available_timezones():
        raise NoSuchZone
    put_row(ReaderZone, {"person_id": person_id}, {"zone": zone})
