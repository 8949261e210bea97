"""How often intervals hold the true value, by simulation, for spreads of every kind, also at the end of a scale."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from leadgate.statistics import intervals
from leadgate.statistics.intervals import Estimate

Spread = npt.NDArray[np.float64]
TIMES, SPREADS, PEOPLE = 10_000, 90, (20, 30, 50, 200, 1_000)
AT_THE_END = (0.8, 0.9, 0.95, 0.98)
BAR = 0.93


def nps(counts: Mapping[float, float]) -> Estimate:
    """The Net Promoter Score of detractors, passives and promoters, as a mean of −1, 0 and 1."""
    return intervals.net_promoters({5.0 * one: count for one, count in counts.items()}).scaled(0.01)


def five(counts: Mapping[float, float]) -> Estimate:
    """A mean on a scale from 1 to 5."""
    return intervals.mean(counts, None, (1.0, 5.0))


def eleven(counts: Mapping[float, float]) -> Estimate:
    """A mean on a scale from 0 to 10."""
    return intervals.mean(counts, None, (0.0, 10.0))


Asked = tuple[Callable[[Mapping[float, float]], Estimate], Sequence[float], Sequence[float]]
ASKED: dict[str, Asked] = {
    "Net Promoter Score": (nps, (0.0, 1.6, 2.0), (-1.0, 0.0, 1.0)),
    "mean from 1 to 5": (five, (1.0, 2.0, 3.0, 4.0, 5.0), (1.0, 2.0, 3.0, 4.0, 5.0)),
    "mean from 0 to 10": (eleven, tuple(map(float, range(11))), tuple(map(float, range(11)))),
}
"""How each is worked out, from which answers, and what each answer counts for."""


def chances_of(asked: Asked, dice: np.random.Generator) -> list[Spread]:
    """True spreads: nearly all at one end and the rest at any other point, both ends alone, and chance ones."""
    points = np.eye(len(asked[1]))
    found = [part * points[-1] + (1 - part) * rest for part in AT_THE_END for rest in points[:-1]]
    found += [part * points[-1] + (1 - part) * points[0] for part in (0.3, 0.5)]
    found += list(dice.dirichlet([0.3] * len(points), SPREADS * 2 // 3))
    return [*found, *dice.dirichlet([1.0] * len(points), SPREADS // 3)]


def covered(
    asked: Asked, people: int, spreads: Sequence[Spread], dice: np.random.Generator, times: int
) -> tuple[float, float]:
    """In what part of samples the interval holds the true value: for the worst of the spreads, and for all together.

    Args:
        asked: what is asked.
        people: of each sample.
        spreads: the true chances of each answer.
        dice: for the samples.
        times: samples of each spread.
    """
    work_out, answers, worth = asked

    @cache
    def interval(counts: tuple[int, ...]) -> Estimate:
        return work_out({answer: float(count) for answer, count in zip(answers, counts, strict=True) if count})

    held = []
    for spread in spreads:
        true = float(spread @ np.array(worth))
        samples, often = np.unique(dice.multinomial(people, spread, times), axis=0, return_counts=True)
        found = [interval(tuple(map(int, one))) for one in samples]
        inside = np.array([one.low - 1e-9 <= true <= one.high + 1e-9 for one in found])
        held.append(float((inside * often).sum() / times))
    return min(held), float(np.mean(held))


def measured() -> list[dict[str, object]]:
    """A row for each kind of figure and number of people."""
    rows: list[dict[str, object]] = []
    for name, asked in ASKED.items():
        for people in PEOPLE:
            dice = np.random.default_rng(people)
            spreads = chances_of(asked, dice)
            times = TIMES if people < 100 else TIMES // 5
            least, average = covered(asked, people, spreads, dice, times)
            row = {"spreads": len(spreads), "least": round(least, 3), "average": round(average, 3)}
            rows.append({"work": name, "people": people, **row, "bar": f">= {BAR}"})
    return rows
