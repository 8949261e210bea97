"""A group week by week: how many asked and were let in, how long answers took, how much was said, how many left.

Only counts, over the half year for which it is remembered that somebody asked; about nobody.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from uuid import UUID

from leadgate.discussions.queries import posts_by_week
from leadgate.foundation import clock
from leadgate.foundation.local_time import day_of
from leadgate.foundation.weeks import mondays
from leadgate.groups import queries as groups
from leadgate.joining import queries as joining
from leadgate.joining.types import JoinState

WEEKS = 26
NEWEST = 10_000
"""Of so many decisions the usual answer time is worked out."""
HUMAN = (JoinState.APPROVED, JoinState.DECLINED, JoinState.IGNORED)


@dataclass(frozen=True, slots=True)
class Week:
    """One week, from its Monday."""

    monday: date
    asked: int
    approved: int
    decided: int
    answer_hours: float | None
    posts: int
    left: int

    @property
    def accepted(self) -> float | None:
        """The share that was let in, of what was decided."""
        return self.approved / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class BarChart:
    """One row of bars: what it counts, how high each is (0 to 1), and the highest value."""

    name: str
    bars: list[float]
    most: float


def weeks_of(group: UUID) -> list[Week]:
    """The last half year, oldest week first, the one that runs included."""
    bounds = mondays(clock.now(), WEEKS)
    asked, decided = joining.asked_by_week(group, bounds), joining.decided_by_week(group, bounds, HUMAN)
    approved = joining.decided_by_week(group, bounds, (JoinState.APPROVED,))
    posts = posts_by_week(group, bounds)
    left, hours = groups.departures_by_week(group, bounds), _hours(group, bounds)
    return [
        Week(
            monday=day_of(bounds[at]),
            asked=asked[at],
            approved=approved[at],
            decided=decided[at],
            answer_hours=hours.get(at),
            posts=posts[at],
            left=left[at],
        )
        for at in range(WEEKS)
    ]


def _hours(group: UUID, bounds: Sequence[datetime]) -> dict[int, float]:
    """How many hours a moderator's answer usually took, by the week it came in."""
    took: dict[int, list[float]] = {}
    for since, at in joining.answered(group, NEWEST, bounds[0]):
        took.setdefault(bisect_right(bounds, at) - 1, []).append((at - since).total_seconds() / 3600)
    return {week: median(hours) for week, hours in took.items()}


def pictures(weeks: Iterable[Week]) -> list[BarChart]:
    """The weeks as bars: what was asked, how much of it was accepted, the answer time, posts, and leavers."""
    shown = list(weeks)
    rows = {
        "asked": [float(one.asked) for one in shown],
        "accepted": [one.accepted or 0.0 for one in shown],
        "answer": [one.answer_hours or 0.0 for one in shown],
        "posts": [float(one.posts) for one in shown],
        "left": [float(one.left) for one in shown],
    }
    return [_picture(name, values) for name, values in rows.items()]


def _picture(name: str, values: list[float]) -> BarChart:
    most = max(values)
    return BarChart(name, [value / (most or 1) for value in values], most)
