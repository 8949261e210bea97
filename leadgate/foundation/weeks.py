"""Counting rows by the week they fall into."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, SQLColumnExpression, cast, extract, func, select

from leadgate.foundation.db import session

SECONDS = 7 * 86_400


def monday_of(moment: datetime) -> datetime:
    """The midnight with which the week of a moment began."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=moment.weekday())


def by_week(
    moment: SQLColumnExpression[datetime] | SQLColumnExpression[datetime | None],
    first: datetime,
    *where: ColumnElement[bool],
) -> dict[int, int]:
    """How many rows fall into each week from the first on; 0 is the first, weeks without any are left out.

    Args:
        moment: the column that says when.
        first: the Monday (UTC) with which the first week begins.
        where: which rows.
    """
    # Whole seconds divided by whole weeks: the same on both databases, which know no common word for a week.
    week = (cast(extract("epoch", moment), BigInteger) - int(first.timestamp())) // SECONDS
    counted = select(week, func.count()).where(moment >= first, *where).group_by(week)
    return {int(at): count for at, count in session().execute(counted)}
