"""Adding up: the many rows of a past day become one per step and source."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select

from leadgate.analytics.models import StepCount
from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.local_time import day_of

SETTLED = timedelta(days=2)
"""So long after a day nothing more is counted for it."""
SAME = (StepCount.subject_id, StepCount.day, StepCount.step, StepCount.source)


def settled_before() -> date:
    """The first day for which something may still be counted."""
    return day_of(clock.now() - SETTLED)


@action
def add_up() -> None:
    """Replace the many rows of each past day by one per step and source; again, or twice at once, changes nothing."""
    many = select(*SAME).where(StepCount.day < settled_before()).group_by(*SAME).having(func.count() > 1)
    for subject_id, day, step, source in session().execute(many).all():
        _make_one(subject_id, day, step, source)


def _make_one(subject_id: UUID, day: date, step: str, source: str) -> None:
    same = {"subject_id": subject_id, "day": day, "step": step, "source": source}
    # What is added up is what was taken away, not what was read before: somebody else may have been quicker.
    taken = session().scalars(delete(StepCount).filter_by(**same).returning(StepCount.count)).all()
    if taken:
        add_row(StepCount, id=new_id(), subject_id=subject_id, step=step, source=source, day=day, count=sum(taken))
