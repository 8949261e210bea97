"""Points of things put in order: as many as there are places for the first, one less for each after it."""

from collections.abc import Collection

import numpy as np

from leadgate.questions.kinds import Ranking
from leadgate.statistics import intervals
from leadgate.statistics.auditing import Audit
from leadgate.statistics.disclosure import is_small
from leadgate.survey_analysis.tallies import Tally


def points_of(item: Ranking, thing: str, given: Tally) -> list[float]:
    """The mean points of a thing, with its interval."""
    scale = (0.0, float(item.most_places))
    return intervals.mean(_points(item, thing, given).weighed, given.effective, scale).plain()


def place_of(item: Ranking, points: list[float] | None) -> list[float] | None:
    """The mean place of a thing: its points told the other way round; not placed is the place after the last."""
    last = item.most_places + 1.0
    return None if points is None else [round(last - points[at], 6) for at in (0, 2, 1)]


def _points(item: Ranking, thing: str, given: Tally) -> Tally:
    def of_one(order: list[str]) -> list[float]:
        return [float(item.most_places - order.index(thing)) if thing in order else 0.0]

    return given.turned(of_one)


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
