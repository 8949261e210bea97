"""Meeting: announcing an event, changing it, calling it off; and the private address of a member's calendar."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from leadgate.foundation import audit, clock
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
    """Announce an event; answers its id.

    Raises:
        EndsBeforeItBegins
    """
    row = Event(id=new_id(), group_id=group, version=0, called_off=False)
    _write(row, meeting)
    session().add(row)
    audit.record("event:announce", actor=by, subject=row.id)
    return row.id


@action
def change(number: UUID, meeting: Meeting, *, group: UUID, by: UUID) -> None:
    """Change an event; calendars that follow it change with it.

    Raises:
        NoSuchEvent, EndsBeforeItBegins
    """
    _write(_event(group, number), meeting)
    audit.record("event:change", actor=by, subject=number)


@action
def call_off(number: UUID, *, group: UUID, by: UUID) -> None:
    """Call an event off; it stays in calendars, as called off. Doing it twice is doing it once.

    Raises:
        NoSuchEvent
    """
    row = _event(group, number)
    row.called_off, row.version, row.changed_at = True, row.version + 1, clock.now()
    audit.record("event:call-off", actor=by, subject=number)


def _event(group: UUID, number: UUID) -> Event:
    row = session().get(Event, number, with_for_update=True)
    if row is None or row.group_id != group:
        raise NoSuchEvent
    return row


def _write(row: Event, meeting: Meeting) -> None:
    if meeting.ends_at <= meeting.begins_at:
        raise EndsBeforeItBegins
    row.title, row.place, row.about = meeting.title, meeting.place, meeting.about
    row.begins_at, row.ends_at = meeting.begins_at, meeting.ends_at
    row.version, row.changed_at = row.version + 1, clock.now()


@action
def renew_calendar(membership: UUID) -> None:
    """Give a member's calendar another address; the one before answers no more."""
    give_calendar(membership)
