"""Groups beside reports of everybody: who came with some reports in a row is known, question by question.

Whoever saw a report yesterday and one today has the answers of those who came between, one question beside the other. A
group that differs from these by one to four says what those few answered.
"""

from collections.abc import Sequence

import numpy as np

from leadgate.statistics.auditing import Counts, Marks
from leadgate.statistics.disclosure import FEWEST


def is_near_reports(group: Marks, reports: Counts) -> bool:
    """Whether a group, or everybody else, differs by one to four from those who came with some reports in a row.

    Args:
        group: who belongs to it. Of a group of few, or of all but few, nothing is told anyway.
        reports: with which report each of all came.
    """
    size, rest = int(group.sum()), int(np.count_nonzero(~group))
    if min(size, rest) < FEWEST:
        return False
    came = np.bincount(reports)
    mine = np.bincount(reports[group], minlength=len(came))
    inside, beside = (_of_each_row(counts) for counts in (mine, came - mine))
    apart = np.stack([size - inside + beside, rest - beside + inside])
    return bool(((apart > 0) & (apart < FEWEST)).any())


def _of_each_row(counts: Counts) -> Counts:
    """How many came with each report, with two in a row, with three."""
    so_far = np.concatenate([[0], np.cumsum(counts)])
    first, last = np.triu_indices(len(so_far), k=1)
    return np.asarray(so_far[last] - so_far[first])


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
