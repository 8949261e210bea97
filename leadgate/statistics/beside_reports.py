"""Groups beside reports of everybody: who came with a report is known, question by question.

Whoever saw a report yesterday and one today has the answers of those who came between, one question beside the other. A
group that differs by one to four from those who came with some of all reports says what those few answered.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from leadgate.statistics.auditing import Counts, Marks
from leadgate.statistics.disclosure import FEWEST

MOST_GROUPS, SOME = 9, 3
"""Of so many answers all are put together with all others; of more, so many at once."""


def is_near_reports(groups: Sequence[Marks], reports: Counts) -> bool:
    """Whether some groups of a line together, or everybody else, differ by one to four from those who came with some
    reports.

    Each report is known by itself, so any of them can be put together: of each it takes those who are in the groups, or
    all others, whoever is fewer.

    Args:
        groups: who gave each answer. Of a group of few nothing is told; they stand with everybody else.
        reports: with which report each of all came.
    """
    came = np.bincount(reports)
    told = [np.bincount(reports[group], minlength=len(came)) for group in groups if group.sum() >= FEWEST]
    if not told:
        return False
    inside = _put_together(len(told)) @ np.stack(told)
    sizes, apart = inside.sum(axis=1), np.minimum(inside, came - inside).sum(axis=1)
    is_looked_at = np.minimum(sizes, len(reports) - sizes) >= FEWEST
    return bool((is_looked_at & (apart > 0) & (apart < FEWEST)).any())


def _put_together(groups: int) -> Counts:
    """Which groups can be put together: any of them, or of many up to three."""
    most = groups if groups <= MOST_GROUPS else SOME
    sets = [one for size in range(1, most + 1) for one in combinations(range(groups), size)]
    found = np.zeros((len(sets), groups), dtype=np.int64)
    for at, one in enumerate(sets):
        found[at, list(one)] = 1
    return found


def days_beside_reports(days: Sequence[str], reports: Sequence[int]) -> list[str]:
    """The days people answered on, moved so that no end of a day parts one to four of those who came with one report
    from the others.

    Args:
        days: of each, in ISO 8601.
        reports: with which report each came.
    """
    moved = np.array(days, dtype="datetime64[D]")
    for report in np.unique(reports):
        here = np.flatnonzero(np.asarray(reports) == report)
        mine = np.sort(moved[here])
        low, high = mine[min(FEWEST, len(mine)) - 1], mine[-min(FEWEST, len(mine))]
        moved[here] = np.clip(moved[here], low, high) if low <= high and len(mine) >= 2 * FEWEST else mine[-1]
    return [str(one) for one in moved]
