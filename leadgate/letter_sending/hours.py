"""People's own hours: by day, where they said they are."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

FROM, UNTIL = time(9), time(19)


def by_day(moment: datetime, zone: str) -> datetime:
    """The first moment from one on that is by day.

    Args:
        moment: in UTC.
        zone: where (IANA).

    Returns:
        That moment, in UTC.
    """
    there = moment.astimezone(ZoneInfo(zone))
    if FROM <= there.time() < UNTIL:
        return moment
    day = there.date() + timedelta(days=1 if there.time() >= UNTIL else 0)
    return datetime.combine(day, FROM, ZoneInfo(zone)).astimezone(moment.tzinfo)
