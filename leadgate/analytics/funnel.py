"""The funnel of one thing: how far visits got, in all, by source and by day; never about one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from leadgate.analytics import queries
from leadgate.foundation.local_time import today

Counts = dict[str, int]
"""How often each step was reached, in the order of the steps."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """How far visits got: in all, by source (empty: directly), by day."""

    total: Counts
    by_source: dict[str, Counts]
    by_day: dict[date, Counts]


def funnel(subject_id: UUID, steps: Sequence[str], days: int = 30) -> Funnel:
    """The funnel of the last days, today among them, in one statement.

    Args:
        subject_id: of what was visited.
        steps: all there are, the first first; each has a figure, also where it is nought.
        days: how many.
    """
    since, none = today() - timedelta(days=days - 1), dict.fromkeys(steps, 0)
    found = Funnel(dict(none), {}, {since + timedelta(days=at): dict(none) for at in range(days)})
    for reached in queries.reached_since(subject_id, since):
        by_source = found.by_source.setdefault(reached.source, dict(none))
        for counts in (found.total, by_source, found.by_day.get(reached.day, {})):
            counts[reached.step] = counts.get(reached.step, 0) + reached.count
    return found
