"""Meeting: announcing an event, changing it, calling it off; and the private address of a member's calendar."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.groups.actions.giving_calendar import give_calendar
from leadgate.meetups.errors import EndsBeforeItBegins, NoSuchEvent
from leadgate.meetups.models import Event


@dataclass(frozen=True, slots=True)
class Meeting:
    """What an event says about itself; times in UTC."""

    title: str
    begins_at: datetime
    ends_at: datetime
    place: str = ""
    about: str = ""


@action
def announce(group: UUID, meeting: Meeting, *, by: UUID) -> UUID:
    """Announce an event.

    Args:
        group: the group's id.
        meeting: what, where, and from when to when (UTC).
        by: the moderator.

    Returns:
        The event's id.

    Raises:
        EndsBeforeItBegins: it would be over before it begins.
    """
    _check(meeting)
    new = new_id()
    row = Event(
        id=new,
        group_id=group,
        title=meeting.title,
        place=meeting.place,
        about=meeting.about,
        begins_at=meeting.begins_at,
        ends_at=meeting.ends_at,
        version=1,
        changed_at=clock.now(),
        called_off=False,
    )
    session().add(row)
    audit.record("event:announce", actor=by, subject=new)
    return new


@action
def change(event_id: UUID, meeting: Meeting, *, group: UUID, by: UUID) -> None:
    """Change an event; calendars that follow it change with it.

    Args:
        event_id: the event's id.
        meeting: what, where, and from when to when (UTC).
        group: the group's id.
        by: the moderator.

    Raises:
        NoSuchEvent: there is none of that id in this group.
        EndsBeforeItBegins: it would be over before it begins.
    """
    row = _event(group, event_id)
    _check(meeting)
    row.title, row.place, row.about = meeting.title, meeting.place, meeting.about
    row.begins_at, row.ends_at = meeting.begins_at, meeting.ends_at
    row.version, row.changed_at = row.version + 1, clock.now()
    audit.record("event:change", actor=by, subject=event_id)


@action
def call_off(event_id: UUID, *, group: UUID, by: UUID) -> None:
    """Call an event off; it stays in calendars, as called off (RFC 5545, section 3.8.1.11). Twice is once.

    Args:
        event_id: the event's id.
        group: the group's id.
        by: the moderator.

    Raises:
        NoSuchEvent: there is none of that id in this group.
    """
    row = _event(group, event_id)
    row.called_off, row.version, row.changed_at = True, row.version + 1, clock.now()
    audit.record("event:call-off", actor=by, subject=event_id)


def _event(group: UUID, event_id: UUID) -> Event:
    row = locked(Event, event_id)
    if row is None or row.group_id != group:
        raise NoSuchEvent
    return row


def _check(meeting: Meeting) -> None:
    if meeting.ends_at <= meeting.begins_at:
        raise EndsBeforeItBegins


@action
def renew_calendar(membership: UUID) -> None:
    """Give a member's calendar another address; the one before answers no more."""
    give_calendar(membership)
