"""Reading the events of a group."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.meetups.models import Event

MOST = 200


def to_come(group: UUID) -> Sequence[Event]:
    """The events that are not over, the next first."""
    mine = select(Event).where(Event.group_id == group, Event.ends_at > clock.now())
    return session().scalars(mine.order_by(Event.begins_at).limit(MOST)).all()


def event(group: UUID, event_id: UUID) -> Event | None:
    """An event of a group, called off or not; None when it has none of that id.

    Args:
        group: the group's id.
        event_id: the event's.
    """
    row = session().get(Event, event_id)
    return row if row and row.group_id == group else None
