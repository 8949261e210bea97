"""Pacing: less often, or a pause, in place of all or nothing. Kept to at the moment of sending, like consent itself."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select, update

from leadgate.consent.models import Pace, Purpose
from leadgate.consent.types import Need
from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, run, session
from leadgate.foundation.events import LetterSent

OFTEN = (0, 7, 30, 90)
"""At most one letter in so many days; nothing is held back with 0."""
PAUSES = (0, 30, 90, 180)


@action
def set_pace(person: UUID, slug: str, *, every_days: int, paused_days: int | None) -> bool:
    """Let letters for an optional purpose come less often, or not for a while.

    Args:
        person: the person's id.
        slug: of the purpose.
        every_days: the least number of days between two letters, one of `OFTEN`; 0 for as they come.
        paused_days: days from now without any, one of `PAUSES`; 0 for no pause, None to leave one as it is.

    Returns:
        Whether it was done: not for a purpose that sends no letters, or for days that are not offered.
    """
    optional = select(Purpose.id).where(Purpose.slug == slug, Purpose.need == Need.OPTIONAL, Purpose.sends)
    purpose = session().scalar(optional)
    if purpose is None or every_days not in OFTEN or paused_days not in (None, *PAUSES):
        return False
    row = session().get(Pace, (person, purpose))
    until = clock.now() + timedelta(days=paused_days) if paused_days else None
    if paused_days is None and row:
        until = row.paused_until
    if row is None:
        add_row(
            Pace, person_id=person, purpose_id=purpose, every_days=every_days, paused_until=until, last_sent_at=None
        )
    else:
        row.every_days, row.paused_until = every_days, until
    return True


@action
def note_sent(event: LetterSent) -> None:
    """Remember when the last letter for a purpose left, for those who want them less often."""
    run(_SENT, {"person": event.person, "slug": event.purpose, "now": clock.now()})


_PURPOSE = select(Purpose.id).where(Purpose.slug == bindparam("slug")).scalar_subquery()
_SENT = (
    update(Pace)
    .where(Pace.person_id == bindparam("person"), Pace.purpose_id == _PURPOSE)
    .values(last_sent_at=bindparam("now"))
)


def welcome_from(people: Collection[UUID], slug: str) -> dict[UUID, datetime]:
    """From when a letter for a purpose keeps to the pace of those who do not want one now.

    Args:
        people: the ids of some.
        slug: of the purpose.

    Returns:
        By the id of each of them who is not to get one yet, the moment in UTC from which they are.
    """
    mine = select(Pace).join(Purpose, Purpose.id == Pace.purpose_id).where(Purpose.slug == slug)
    rows = session().scalars(mine.where(Pace.person_id.in_(people))).all()
    return {row.person_id: at for row in rows if (at := _welcome_from(row)) > clock.now()}


def _welcome_from(row: Pace) -> datetime:
    after_last = row.last_sent_at + timedelta(days=row.every_days) if row.last_sent_at else clock.now()
    return max(after_last, row.paused_until or after_last)
