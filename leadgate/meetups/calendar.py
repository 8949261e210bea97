"""The calendar of a member: the events of one group as iCalendar (RFC 5545), at a private address."""

from datetime import timedelta
from importlib import import_module
from typing import Any

from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.groups import queries as groups
from leadgate.groups.types import GroupRow, MembershipRow
from leadgate.meetups.models import Event
from leadgate.meetups.queries import MOST
from leadgate.meetups.room import CALENDAR

BACK = timedelta(days=90)
"""So long a calendar shows what is over."""


def calendar_url(member: MembershipRow) -> str | None:
    """The private address of a member's calendar; none until they have asked for one."""
    if member.calendar is None:
        return None
    here = installation()
    return f"{here.settings.base_url}/g/calendar/{here.tokens.make(CALENDAR, member.id, member.calendar)}.ics"


def member_of_calendar(token: str) -> MembershipRow | None:
    """Whose calendar an address is; nobody's once they have left or chosen another.

    Raises:
        TokenInvalid, TokenExpired
    """
    number, calendar = installation().tokens.read(CALENDAR, token)
    row = groups.membership_with_id(number)
    return row if row and row.calendar == calendar and row.begins_at <= clock.now() else None


def as_calendar(group: GroupRow) -> bytes:
    """The events of a group as a calendar file."""
    icalendar = import_module("icalendar")  # only who asks for a calendar pays for the library
    made = icalendar.Calendar()
    made.add("prodid", "-//leadgate//groups//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", group.title)
    mine = select(Event).where(Event.group_id == group.id, Event.ends_at > clock.now() - BACK)
    for row in session().scalars(mine.order_by(Event.begins_at).limit(MOST)):
        made.add_component(_fill_in(icalendar.Event(), row, group))
    return bytes(made.to_ical())


def _fill_in(entry: Any, row: Event, group: GroupRow) -> Any:
    base = installation().settings.base_url
    entry.add("uid", f"{row.id}@{base.partition('//')[2]}")
    entry.add("dtstamp", row.changed_at)
    entry.add("last-modified", row.changed_at)
    entry.add("sequence", row.version)
    entry.add("summary", row.title)
    entry.add("dtstart", row.begins_at)
    entry.add("dtend", row.ends_at)
    entry.add("status", "CANCELLED" if row.called_off else "CONFIRMED")
    entry.add("class", "PRIVATE")
    entry.add("url", f"{base}/g/{group.slug}/events")
    for name, text in (("location", row.place), ("description", row.about)):
        if text:
            entry.add(name, text)
    return entry
