"""Counting rows by the week they fall into."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import ColumnElement, SQLColumnExpression, func, select

from leadgate.foundation.db import session
from leadgate.foundation.local_time import day_of, midnight


def mondays(until: datetime, weeks: int) -> list[datetime]:
    """The midnights between which weeks lie, here, the one with a moment last: one more than there are weeks.

    Args:
        until: the moment.
        weeks: how many.
    """
    day = day_of(until)
    first = day - timedelta(days=day.weekday(), weeks=weeks - 1)
    return [midnight(first + timedelta(weeks=at)) for at in range(weeks + 1)]


def by_week(
    moment: SQLColumnExpression[datetime] | SQLColumnExpression[datetime | None],
    bounds: Sequence[datetime],
    *where: ColumnElement[bool],
) -> list[int]:
    """How many rows fall into each week, in one walk through them.

    Args:
        moment: the column that says when.
        bounds: as `mondays` answers them; a week in which the clocks change is an hour shorter or longer.
        where: which rows.
    """
    each = [func.count().filter(moment >= start, moment < end) for start, end in pairwise(bounds)]
    return list(session().execute(select(*each).where(moment >= bounds[0], *where)).one())


def walked_by_week(
    moment: SQLColumnExpression[datetime], bounds: Sequence[datetime], *where: ColumnElement[bool]
) -> list[int]:
    """As `by_week`, where there may be a million rows and an index has them in the order of time.

    Each week is one walk along the index, which costs a tenth of looking at every moment for each.
    """
    mine = select(func.count()).where(*where)
    each = [mine.where(moment >= start, moment < end).scalar_subquery() for start, end in pairwise(bounds)]
    return list(session().execute(select(*each)).one())
