"""Cohorts: those who first downloaded in the same month, and how many of them did what since.

They are counted from rows about people by a worker, and kept as figures. Each is rounded down to a multiple of five, so
whoever looks twice sees a difference of nobody, or that a fifth person came. What people did stays counted when they
go; how many may be written to now does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Integer, Select, Subquery, case, func, literal_column, select

from leadgate.analytics.blocks import LEAST
from leadgate.attributes import activities
from leadgate.consent.figures import who_may_be_written_to
from leadgate.foundation.db import session
from leadgate.foundation.local_time import midnight, today
from leadgate.people.queries import restricted_people
from leadgate.understanding.models import CohortConsent, CohortFigure
from leadgate.understanding.types import CohortStep

MONTHS = 12
FIRST = "download"
"""The activity a cohort begins with."""
Counts = dict[CohortStep, int]


@dataclass(frozen=True, slots=True)
class Cohorts:
    """The figures of months that are over, the oldest first.

    Args:
        steps: how many of each month did what.
        writable: by purpose, how many of each month may be written to for it now.
    """

    steps: dict[date, Counts]
    writable: dict[UUID, dict[date, int]]

    @property
    def months(self) -> list[date]:
        """Those of which something is told."""
        return [month for month, counts in self.steps.items() if any(counts.values())]

    def rows(self, purpose: UUID | None) -> list[list[int]]:
        """A line for each of these months: each step, and last how many may be written to.

        Args:
            purpose: for which; None leaves that out.
        """
        mine = self.writable.get(purpose, {}) if purpose else {}
        return [[*self.steps[one].values(), *([mine.get(one, 0)] if purpose else [])] for one in self.months]


def months() -> list[date]:
    """The first days of the months that are over, the oldest first."""
    found = [today().replace(day=1)]
    for _one in range(MONTHS):
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[:0:-1]


def counted() -> Cohorts:
    """How many of each month did what, exactly, in two statements; to be rounded before anybody reads it."""
    begin = activities.activity_named(FIRST)
    if begin is None:
        return Cohorts({}, {})
    every = begin.came(None).subquery()
    first = select(every.c.person_id, func.min(every.c.at).label("at")).group_by(every.c.person_id).subquery()
    return Cohorts(_steps_since(first), _writable(first))


def _steps_since(first: Subquery) -> dict[date, Counts]:
    steps = {step: who.subquery() for step, who in _since().items()}
    joined: FromClause = first
    for one in steps.values():
        joined = joined.outerjoin(one, one.c.person_id == first.c.person_id)
    sums = [func.count(one.c.person_id) for one in steps.values()]
    month = _month_of(first)
    columns: list[ColumnElement[Any]] = [month, func.count(), *sums]
    mine = _within(first, select(*columns).select_from(joined))
    names = [CohortStep.DOWNLOADED, *steps]
    return {
        months()[int(number)]: {step: int(count) for step, count in zip(names, counts, strict=True)}
        for number, *counts in session().execute(mine.group_by(month))
    }


def _writable(first: Subquery) -> dict[UUID, dict[date, int]]:
    agree = who_may_be_written_to().subquery()
    month, found = _month_of(first), dict[UUID, dict[date, int]]()
    joined = first.join(agree, agree.c.person_id == first.c.person_id)
    mine = _within(first, select(month, agree.c.purpose_id, func.count()).select_from(joined))
    for number, purpose, count in session().execute(mine.group_by(month, agree.c.purpose_id)):
        found.setdefault(purpose, {})[months()[int(number)]] = int(count)
    return found


def _month_of(first: Subquery) -> ColumnElement[int]:
    """Which of the months somebody's first download is in, counted from 0."""
    ends = [midnight(month) for month in [*months()[1:], today().replace(day=1)]]
    return case(*[(first.c.at < end, literal_column(f"{at}", Integer)) for at, end in enumerate(ends)])


def _within(first: Subquery, counts: Select[Any]) -> Select[Any]:
    """Of the months that are over, without people whose data is only kept."""
    over = (first.c.at >= midnight(months()[0]), first.c.at < midnight(today().replace(day=1)))
    return counts.where(*over, first.c.person_id.not_in(restricted_people()))


def _since() -> Mapping[CohortStep, Select[Any]]:
    """Who did each of the further steps, once each."""
    found: dict[CohortStep, Select[Any]] = {}
    for step in (CohortStep.JOINED, CohortStep.ANSWERED):
        if one := activities.activity_named(step.value):
            found[step] = select(one.came(None).subquery().c.person_id).distinct()
    return found


def rounded(count: int) -> int:
    """What may be told of a number of people."""
    return count - count % LEAST


def kept() -> Cohorts:
    """The figures, in two statements."""
    steps, writable = dict[date, Counts](), dict[UUID, dict[date, int]]()
    since = months()[0]
    for row in session().scalars(select(CohortFigure).where(CohortFigure.month >= since).order_by(CohortFigure.month)):
        steps.setdefault(row.month, dict.fromkeys(CohortStep, 0))[CohortStep(row.step)] = row.count
    for one in session().scalars(select(CohortConsent).where(CohortConsent.month >= since)):
        writable.setdefault(one.purpose_id, {})[one.month] = one.count
    return Cohorts(steps, writable)
