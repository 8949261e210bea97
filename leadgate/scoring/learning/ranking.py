"""How well a score puts those who did something before those who did not, with how sure that is."""

from collections.abc import Callable, Mapping
from functools import cached_property

import numpy as np

from leadgate.scoring.learning.fields import Numbers, Truth
from leadgate.statistics.intervals import CONFIDENCE, Estimate

TENTH = 0.1
SAMPLES = 400
"""So many weightings of the people each interval is taken over."""


class Ranked:
    """People in the order of a score.

    Args:
        score: of each person, higher for those expected to do it.
        good: whether each did.
    """

    def __init__(self, score: Numbers, good: Truth) -> None:
        self._ties, self._good = np.unique(-score, return_inverse=True)[1], good

    @cached_property
    def _levels(self) -> int:
        return int(self._ties.max()) + 1

    def _by_level(self, weights: Numbers) -> tuple[Numbers, Numbers]:
        """How many at each level of the score, highest first: those who did, and all."""
        good: Numbers = np.bincount(self._ties, weights * self._good, minlength=self._levels).astype(float)
        return good, np.bincount(self._ties, weights, minlength=self._levels).astype(float)

    def auc(self, weights: Numbers) -> float:
        """How often somebody who did stands before somebody who did not; half for a tie (Mann & Whitney 1947)."""
        good, every = self._by_level(weights)
        rest = every - good
        behind = rest.sum() - np.cumsum(rest) + rest / 2
        return float((good * behind).sum() / (good.sum() * rest.sum()))

    def lift(self, weights: Numbers) -> float:
        """How many times more of the first tenth did it than of all; a level that is cut through counts in part."""
        good, every = self._by_level(weights)
        taken = np.clip(TENTH * every.sum() - (np.cumsum(every) - every), 0, every)
        hits = (good * np.divide(taken, every, out=np.zeros_like(every), where=every > 0)).sum()
        return float(hits / (TENTH * good.sum()))


def estimated(figures: Mapping[str, Callable[[Numbers], float]], people: int, seed: int = 0) -> dict[str, Estimate]:
    """Figures with their intervals over a bootstrap of people, all on the same samples (Rubin 1981).

    Args:
        figures: each of the weights of all people.
        people: how many there are.
        seed: of the chance by which people are weighted.
    """
    chance, whole = np.random.default_rng(seed), np.ones(people)
    values = {name: figure(whole) for name, figure in figures.items()}
    samples: dict[str, list[float]] = {name: [] for name in figures}
    for _ in range(SAMPLES):
        weights = chance.standard_exponential(people)
        for name, figure in figures.items():
            samples[name].append(figure(weights))
    tail = (1 - CONFIDENCE) / 2 * 100
    ends = {name: np.percentile(found, [tail, 100 - tail]) for name, found in samples.items()}
    return {name: Estimate(values[name], float(low), float(high)) for name, (low, high) in ends.items()}
