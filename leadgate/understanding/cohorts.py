"""Cohorts: those who first downloaded in the same month, and how many of them did what since.

They are counted from rows about people by a worker, and kept as figures. Each is rounded down to a multiple of five, so
whoever looks twice sees a difference of nobody, or that a fifth person came. What people did stays counted when they
go; how many agree now does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import FromClause, Select, case, func, select

from leadgate.analytics.blocks import LEAST
from leadgate.attributes import activities
from leadgate.consent.figures import people_who_agree
from leadgate.foundation.db import session
from leadgate.foundation.local_time import midnight, today
from leadgate.people.queries import restricted_people
from leadgate.understanding.models import CohortFigure
from leadgate.understanding.types import CohortStep

MONTHS = 12
FIRST = "download"
"""The activity a cohort begins with."""
WIDTH, HEIGHT = 640, 160
Counts = dict[CohortStep, int]


@dataclass(frozen=True, slots=True)
class CohortBar:
    """How many of a cohort did something, in user units of an SVG."""

    month: date
    step: CohortStep
    count: int
    x: float
    y: float
    width: float
    height: float


def months() -> list[date]:
    """The first days of the months that are over, the oldest first."""
    found = [today().replace(day=1)]
    for _one in range(MONTHS):
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[:0:-1]


def counted() -> dict[date, Counts]:
    """How many of each month did what, exactly, in one statement; to be rounded before anybody reads it."""
    begin = activities.activity_named(FIRST)
    if begin is None:
        return {}
    every = begin.came(None).subquery()
    first = select(every.c.person_id, func.min(every.c.at).label("at")).group_by(every.c.person_id).subquery()
    known = months()
    ends = [midnight(month) for month in [*known[1:], today().replace(day=1)]]
    at = case(*[(first.c.at < end, number) for number, end in enumerate(ends)])
    steps = {step: who.subquery() for step, who in _since().items()}
    sums = [func.count(one.c.person_id) for one in steps.values()]
    joined: FromClause = first
    for one in steps.values():
        joined = joined.outerjoin(one, one.c.person_id == first.c.person_id)
    mine = select(at, func.count(), *sums).select_from(joined).where(first.c.at >= midnight(known[0]))
    mine = mine.where(first.c.at < ends[-1], first.c.person_id.not_in(restricted_people())).group_by(at)
    names = [CohortStep.DOWNLOADED, *steps]
    return {
        known[int(number)]: {step: int(count) for step, count in zip(names, counts, strict=True)}
        for number, *counts in session().execute(mine)
    }


def _since() -> Mapping[CohortStep, Select[Any]]:
    """Who did each of the further steps, once each."""
    found: dict[CohortStep, Select[Any]] = {CohortStep.AGREES: people_who_agree()}
    for step in (CohortStep.JOINED, CohortStep.ANSWERED):
        if one := activities.activity_named(step.value):
            found[step] = select(one.came(None).subquery().c.person_id).distinct()
    return found


def rounded(count: int) -> int:
    """What may be told of a number of people."""
    return count - count % LEAST


def kept() -> dict[date, Counts]:
    """The figures, the oldest month first, in one statement; of months of which something is told."""
    rows = session().scalars(select(CohortFigure).where(CohortFigure.month >= months()[0]).order_by(CohortFigure.month))
    found: dict[date, Counts] = {}
    for row in rows:
        found.setdefault(row.month, dict.fromkeys(CohortStep, 0))[CohortStep(row.step)] = row.count
    return {month: counts for month, counts in found.items() if any(counts.values())}


def bars(figures: Mapping[date, Counts]) -> Sequence[CohortBar]:
    """For each month a bar for each step, side by side."""
    most = max([count for counts in figures.values() for count in counts.values()], default=1)
    group = WIDTH / max(len(figures), 1)
    width = group * 0.8 / len(CohortStep)
    return [
        CohortBar(
            *(month, step, count, at * group + place * width, HEIGHT * (1 - count / most), width * 0.9),
            HEIGHT * count / most,
        )
        for at, (month, counts) in enumerate(figures.items())
        for place, (step, count) in enumerate(counts.items())
    ]
