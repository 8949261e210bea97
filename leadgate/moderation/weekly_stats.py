"""A group week by week: how many asked and were let in, how long answers took, how much was said, how many left.

Only counts, over the half year for which it is remembered that somebody asked; about nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from uuid import UUID

from leadgate.discussions.queries import posts_by_week
from leadgate.foundation import clock
from leadgate.foundation.weeks import monday_of
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
    first = monday_of(clock.now()) - timedelta(weeks=WEEKS - 1)
    asked, decided = joining.asked_by_week(group, first), joining.decided_by_week(group, first, HUMAN)
    approved = joining.decided_by_week(group, first, (JoinState.APPROVED,))
    posts = posts_by_week(group, first, WEEKS)
    left, hours = groups.departures_by_week(group, first), _hours(group, first)
    return [
        Week(
            monday=(first + timedelta(weeks=at)).date(),
            asked=asked.get(at, 0),
            approved=approved.get(at, 0),
            decided=decided.get(at, 0),
            answer_hours=hours.get(at),
            posts=posts.get(at, 0),
            left=left.get(at, 0),
        )
        for at in range(WEEKS)
    ]


def _hours(group: UUID, first: datetime) -> dict[int, float]:
    """How many hours a moderator's answer usually took, by the week it came in."""
    took: dict[int, list[float]] = {}
    for since, at in joining.answered(group, NEWEST, first):
        took.setdefault((at - first) // timedelta(weeks=1), []).append((at - since).total_seconds() / 3600)
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
