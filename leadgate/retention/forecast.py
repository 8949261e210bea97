"""What will go, and when: the dry run, and the year to come."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_rows, session
from leadgate.foundation.local_time import midnight, today
from leadgate.foundation.sql.tables import row_of
from leadgate.retention.models import Forecast
from leadgate.retention.rules import InForce, in_force

WEEKS = 52


@dataclass(frozen=True, slots=True)
class Due:
    """How many rows of one rule will have gone by a moment."""

    rule: InForce
    rows: int


def due_by(as_of: datetime) -> list[Due]:
    """What would be gone by a moment if nobody did anything, rule by rule."""
    return [Due(one, _count(one, as_of)) for one in in_force()]


def _count(one: InForce, as_of: datetime) -> int:
    return session().scalar(select(func.count()).select_from(one.due(as_of).order_by(None).subquery())) or 0


def days_ahead(until: date, steps: int) -> list[date]:
    """So many days, evenly spread from tomorrow to a day."""
    first = today()
    span = max((until - first).days, steps)
    return [first + timedelta(days=round(span * step / steps)) for step in range(1, steps + 1)]


@action
def compute() -> None:
    """Work the coming year out, week by week, for the office's page; what was worked out before is replaced."""
    days = days_ahead(today() + timedelta(days=7 * WEEKS), WEEKS)
    rows = [
        row_of(Forecast, rule=one.rule.name, day=day, rows=_count(one, end_of(day)), computed_at=clock.now())
        for one in in_force()
        for day in days
    ]
    session().execute(delete(Forecast))
    add_rows(Forecast, rows)


def end_of(day: date) -> datetime:
    """The last moment of a day here, in UTC."""
    return midnight(day + timedelta(days=1)) - timedelta(microseconds=1)


def computed() -> list[Forecast]:
    """What was worked out last, by rule and day."""
    return list(session().scalars(select(Forecast).order_by(Forecast.rule, Forecast.day)))
