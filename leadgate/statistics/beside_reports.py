"""Groups beside reports of everybody: who came with a report is known, question by question.

Whoever saw a report yesterday and one today has the answers of those who came between, one question beside the other. A
group that differs by one to four from those who came with some of all reports says what those few answered.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from leadgate.statistics.auditing import Counts, Marks
from leadgate.statistics.disclosure import FEWEST
from leadgate.statistics.sums import Amounts

CLOSE = 1e-9
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


def tells_of_few(groups: Counts, answers: Counts, reports: Counts) -> bool:
    """Whether a table tells beside reports of everybody what one to four people said, who are of some groups and came
    with others' reports.

    Some groups together, less those who came with some reports: whoever is of the groups alone, less whoever came with
    the reports alone, answer by answer. If one side is few, and more of them said something than of the other, it is
    told that one of them did. Of all ways to put reports together those are looked at that leave the fewest on the
    other side: all in which one of the few could be, but those of the few themselves.

    Args:
        groups: by person, the group, from 0 on; the last one for whoever is in none. What is told of one of few is told
            of no group.
        answers: by person, what they said to something else, numbered in the same way.
        reports: by person, with which report they came.
    """
    sizes = [int(one.max()) + 1 for one in (groups, reports, answers)]
    counted = np.zeros(sizes, dtype=np.int64)
    np.add.at(counted, (groups, reports, answers), 1)
    told = counted[counted.sum(axis=(1, 2)) >= FEWEST]
    if not len(told):
        return False
    together = _put_together(len(told))
    inside = np.tensordot(together, told, 1)
    outside = counted.sum(axis=0) - inside
    enough = np.minimum(inside.sum(axis=(1, 2)), outside.sum(axis=(1, 2))) >= FEWEST
    cells = told.sum(axis=1)
    is_hidden = (cells > 0) & (cells < FEWEST)
    fewer, more = (together @ np.where(is_hidden, by, 0) for by in (cells - 1, FEWEST - 1 - cells))
    if not enough.any():
        return False
    inside, outside = inside[enough], outside[enough]
    are_in, are_out = inside.sum(axis=2), outside.sum(axis=2)
    return _few_said_more(are_in, inside, outside, fewer[enough]) or _few_said_more(
        are_out, outside, inside, more[enough]
    )


def sums_tell_of_few(group: Marks, amounts: Amounts, reports: Counts) -> bool:
    """Whether the sum of what a group gave bounds what one to four people gave, beside sums of everybody's reports.

    As `tells_of_few`, with how far each amount lies above the least, or below the most that anybody gave, in the place
    of who said something: if the few lie further from it than all they stand against, the least or the most is not what
    each of them gave.

    Args:
        group: who is in it.
        amounts: of each person; NaN where they gave none.
        reports: by person, with which report they came.
    """
    given = ~np.isnan(amounts)
    if not given.any():
        return False
    values = np.stack([amounts - np.nanmin(amounts), np.nanmax(amounts) - amounts], axis=1)
    people, sums = np.zeros((2, 1, int(reports.max()) + 1)), np.zeros((2, 1, int(reports.max()) + 1, 2))
    side = (group & given).astype(np.int64)
    np.add.at(people[:, 0], (side[given], reports[given]), 1)
    np.add.at(sums[:, 0], (side[given], reports[given]), values[given])
    if people.sum(axis=(1, 2)).min() < FEWEST:
        return False
    nothing = np.zeros((1, 2))
    return any(_few_said_more(people[one], sums[one], sums[1 - one], nothing) for one in (0, 1))


def _few_said_more(people: Amounts, few: Amounts, others: Amounts, unsure: Amounts) -> bool:
    """Whether of some reports together one to four are of the few, and more of them said something than of all others
    who came with any report that some of the few came with.

    With `F` the reports of the few, that is where the few and the others of `F` who said it are more than the others of
    all reports: a knapsack of four people.

    Args:
        people: how many of each union of groups, or of all else, came with a report.
        few, others: how many of them, and of those they stand against, said something; or what they gave together.
        unsure: by so many people the table leaves open how many of a union said something, as it hides small cells.
    """
    here = np.flatnonzero(((people > 0) & (people < FEWEST)).any(axis=0))
    all_others = (others * (people > 0)[:, :, None]).sum(axis=1) + unsure
    said_by_all = (few + others)[0][here]
    if not len(here) or not (np.sort(said_by_all, axis=0)[1 - FEWEST :].sum(axis=0) > all_others).any():
        return False
    most = np.full((FEWEST, *all_others.shape), -1.0)
    most[0] = 0
    for report in here:
        said = few[:, report] + others[:, report]
        for size in range(FEWEST - 1, 0, -1):
            fits = people[:, report] == size
            for room in range(FEWEST - 1, size - 1, -1):
                before = most[room - size, fits]
                found = np.where(before >= 0, before + said[fits], -1)
                most[room, fits] = np.maximum(most[room, fits], found)
    return bool((most[1:] > all_others + CLOSE).any())


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
