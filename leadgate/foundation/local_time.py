"""Days and times where the installation is: the database keeps UTC, people live in `LEADGATE_TIME_ZONE`."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from flask_babel import get_locale, gettext

from leadgate.foundation import clock
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation
from leadgate.foundation.words import text as _


class NoSuchTime(Refusal):
    """A time that the clocks leap over when they are put forward."""

    sentence = _("The clocks are put forward that night, so there is no such time. Please choose another.")


def zone() -> ZoneInfo:
    """The installation's time zone (IANA)."""
    return installation().settings.time_zone


def zone_name() -> str:
    """The zone as a reader knows it: by its town, or UTC."""
    town = get_timezone_location(zone(), locale=get_locale(), return_city=True)
    return town if town == "UTC" else str(gettext("%(town)s time", town=town))


def offset_of(moment: datetime) -> str:
    """How far the zone is from UTC at a moment: `UTC`, `UTC+1`, `UTC-3:30`."""
    offset = moment.astimezone(zone()).utcoffset() or timedelta()
    hours, minutes = divmod(abs(int(offset.total_seconds())) // 60, 60)
    if not offset:
        return "UTC"
    return f"UTC{'+' if offset > timedelta() else '-'}{hours}{f':{minutes:02}' if minutes else ''}"


def day_of(moment: datetime) -> date:
    """The day a moment is on."""
    return moment.astimezone(zone()).date()


def today() -> date:
    """The day it is."""
    return day_of(clock.now())


def midnight(day: date) -> datetime:
    """The moment a day begins, in UTC."""
    return at_hour(day, 0)


def at_hour(day: date, hour: int) -> datetime:
    """The moment the clocks here show an hour of a day, in UTC; where they leap over it, just after the leap.

    Args:
        day: the day.
        hour: 0 to 23.
    """
    return datetime.combine(day, time(hour), zone()).astimezone(UTC)


def moment_at(typed: datetime) -> datetime:
    """What somebody typed as a day and a time, in UTC.

    Args:
        typed: with an offset from UTC, which counts then, or without, as the clocks here show it; of an hour that they
            show twice, the first.

    Raises:
        NoSuchTime: the clocks here never show it.
    """
    if typed.tzinfo:
        return typed.astimezone(UTC)
    moment = typed.replace(tzinfo=zone()).astimezone(UTC)
    if moment.astimezone(zone()).replace(tzinfo=None) != typed:
        raise NoSuchTime
    return moment
