"""Keeping quarters: how often each step was reached on each settled day, so that pages need not add up origins."""

from datetime import date, timedelta

from sqlalchemy import func, select

from leadgate.analytics import queries
from leadgate.analytics.actions.adding_up import settled_before
from leadgate.analytics.blocks import began
from leadgate.analytics.models import StepCount, StepQuarter
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session, write


@action
def keep_quarters() -> None:
    """Keep the counts of all days that were settled since; again, or twice at once, changes nothing."""
    until, kept = settled_before() - timedelta(days=1), queries.kept_until()
    first = session().scalar(select(func.min(StepCount.day)).where(StepCount.day > kept, StepCount.day <= until))
    if first is None:
        return
    counted = select(StepCount.subject_id).where(StepCount.day >= first, StepCount.day <= until).distinct()
    rows = [
        {"subject_id": subject, "began": one.began, "until": _end(one.began, until), "counts": one.until(until)}
        for subject, found in queries.quarters(session().scalars(counted).all(), began(first)).items()
        for one in found
        if one.began <= until
    ]
    said = upsert(StepQuarter)
    newer = {name: said.excluded[name] for name in ("until", "counts")}
    write(said.on_conflict_do_update(index_elements=["subject_id", "began"], set_=newer), rows)


def _end(first: date, until: date) -> date:
    return min(until, began(first + timedelta(days=95)) - timedelta(days=1))
