"""Points of things put in order: as many as there are places for the first, one less for each after it."""

from collections.abc import Collection, Sequence

import numpy as np

from leadgate.questions.kinds import Ranking
from leadgate.statistics import intervals
from leadgate.statistics.auditing import Audit
from leadgate.statistics.disclosure import FEWEST, is_small
from leadgate.statistics.sums import MOST_CELLS, Amounts, Marks, Sums
from leadgate.statistics.tallies import Tally

PointsSaid = tuple[Marks, bool]
"""A group whose points are said, and whether it is said how many of it put a thing first, too."""


def points_of(item: Ranking, thing: str, given: Tally) -> list[float]:
    """The mean points of a thing, with its interval."""
    scale = (0.0, float(item.most_places))
    return intervals.mean(_points(item, thing, given).weighed, given.effective, scale).plain()


def place_of(item: Ranking, points: list[float] | None) -> list[float] | None:
    """The mean place of a thing: its points told the other way round; not placed is the place after the last."""
    last = item.most_places + 1.0
    return None if points is None else [round(last - points[at], 6) for at in (0, 2, 1)]


def _points(item: Ranking, thing: str, given: Tally) -> Tally:
    return given.turned(lambda order: [place_points(item, thing, order)])


def place_points(item: Ranking, thing: str, order: Sequence[str]) -> float:
    """The points somebody gave a thing by where they put it."""
    return float(item.most_places - order.index(thing)) if thing in order else 0.0


def may_say_points(item: Ranking, thing: str, group: Tally, hidden: Collection[str]) -> bool:
    """Whether the mean points of a group and their interval leave open how many of them put a thing on each place.

    Args:
        item: the question.
        thing: which is put in order.
        group: who did.
        hidden: the things of which is not said how many put them first.
    """
    if is_small(group.answered):
        return False
    counts = _points(item, thing, group).people
    points = np.arange(item.most_places + 1)
    truth = np.array([counts.get(float(one), 0.0) for one in points], dtype=np.int64)
    free = np.array([one < item.most_places or thing in hidden for one in points])
    secrets = [np.array([at]) for at in np.flatnonzero(free) if is_small(truth[at])]
    audit = Audit(truth, free, np.zeros_like(truth), sums=[points], weighted=[points, points**2])
    return next(audit.in_danger(secrets), None) is None


def tell_places(item: Ranking, points: Amounts, said: Sequence[PointsSaid]) -> bool:
    """Whether what is said of several groups tells how few of those who are in the same of them put a thing on a place.

    Args:
        item: the question.
        points: of each person.
        said: the groups.
    """
    sums = Sums(points, [mark for mark, _first in said])
    known, cells, scale = sums.known, sums.cells, np.arange(item.most_places + 1)
    if len(cells) > MOST_CELLS:
        return True
    truth = np.array([[np.count_nonzero(cell == one) for one in scale] for cell in cells], dtype=np.int64)
    first = np.array([is_first for _mark, is_first in said])
    places = np.arange(truth.size).reshape(truth.shape)
    numbers = [np.outer(group, scale**power).ravel() for group in known.astype(np.int64) for power in (1, 2)]
    groups = [places[group].ravel() for group in known] + [places[group, -1] for group in known[first]]
    free = np.ones(truth.size, dtype=bool)
    is_secret = (truth > 0) & (truth < FEWEST)
    is_secret[:, -1] &= not first.all()
    audit = Audit(truth.ravel(), free, np.zeros_like(truth.ravel()), groups, weighted=numbers)
    return next(audit.in_danger([places[row, at][None] for row, at in np.argwhere(is_secret)]), None) is not None
