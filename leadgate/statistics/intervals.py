"""How sure a figure is: intervals that hold the true value nineteen times in twenty."""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from scipy import stats

CONFIDENCE = 0.95
Z = float(stats.norm.ppf(0.5 + CONFIDENCE / 2))
AT_EITHER_END = 1.5
"""So many people more are thought of at both ends of a scale."""
CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval."""

    value: float
    low: float
    high: float

    def scaled(self, by: float) -> "Estimate":
        """The same in another unit."""
        return Estimate(self.value * by, self.low * by, self.high * by)

    def plain(self) -> list[float]:
        """As plain data: value, low, high."""
        return [round(one, 6) for one in (self.value, self.low, self.high)]


def share(hits: float, of: float) -> Estimate:
    """A share of people (Wilson 1927: keeps inside 0 to 1 and holds for few answers).

    Args:
        hits: how many did.
        of: how many could have; an effective number where people are weighted.
    """
    observed, spread = hits / of, Z * Z / of
    centre = (observed + spread / 2) / (1 + spread)
    half = Z * math.sqrt(observed * (1 - observed) / of + spread / (4 * of)) / (1 + spread)
    return Estimate(observed, max(0.0, centre - half), min(1.0, centre + half))


def mean(
    counts: Mapping[float, float], effective: float | None = None, scale: tuple[float, float] | None = None
) -> Estimate:
    """A mean of numbers: Student's t, and on a scale the adjusted interval below, which never leaves it.

    At the end of a scale Student's interval is empty where all say the same, and can hold the true mean in 77 of 100
    samples instead of 95. So it is worked out as if three people more had answered, half of them at either end
    (adjusted Wald, Agresti & Coull 1998; for the Net Promoter Score Rocks 2016). How many more, and where, is what
    covered best in the simulation of `bench/intervals.py`. The mean itself stays that of the answers.

    Args:
        counts: how often each number was given, weighted or not.
        effective: how many people that is worth, where they are weighted (Kish 1965).
        scale: the least and the most anybody could have given, where there are such.
    """
    total = sum(counts.values())
    people = effective or total
    middle = sum(number * count for number, count in counts.items()) / total
    if people <= 1:
        return Estimate(middle, *(scale or (middle, middle)))
    if scale is None:
        half = _student(people) * math.sqrt(_variance(counts, total, middle) / (people - 1))
        return Estimate(middle, middle - half, middle + half)
    all_of_them = {number: count * people / total for number, count in counts.items()}
    for end in scale:
        all_of_them[end] = all_of_them.get(end, 0.0) + AT_EITHER_END
    more = people + 2 * AT_EITHER_END
    centre = (people * middle + AT_EITHER_END * sum(scale)) / more
    half = _student(people) * math.sqrt(_variance(all_of_them, more, centre) / more)
    return Estimate(middle, max(scale[0], centre - half), min(scale[1], centre + half))


def widest(counts: Mapping[float, float], effective: float | None, scale: tuple[float, float]) -> Estimate:
    """A mean on a scale with the widest interval any answers with that mean have: it tells nothing more of them.

    Args:
        counts: how often each number was given, weighted or not.
        effective: how many people that is worth, where they are weighted.
        scale: the least and the most anybody could have given.
    """
    total = sum(counts.values())
    middle = sum(number * count for number, count in counts.items()) / total
    high = total * (middle - scale[0]) / (scale[1] - scale[0])
    found = mean({scale[0]: total - high, scale[1]: high}, effective, scale)
    return Estimate(middle, found.low, found.high)


def _variance(counts: Mapping[float, float], total: float, middle: float) -> float:
    return sum(count * (number - middle) ** 2 for number, count in counts.items()) / total


@lru_cache(maxsize=1_000)
def _student(people: float) -> float:
    return float(stats.t.ppf(0.5 + CONFIDENCE / 2, people - 1))


def median(counts: Mapping[float, float], effective: float | None = None) -> Estimate:
    """The median: the middle number, or the mean of both middle ones.

    Weighted, it is the number below which lies less than half of the weight, or the mean of it and the next where the
    half falls between two (the second definition of Hyndman & Fan 1996, with weights, as SAS and statsmodels have it).
    Its interval goes from one of the numbers to another, those whose ranks hold the middle by the binomial (Hahn &
    Meeker 1991, 5.2; weighted, by the ranks that as many people would have: Woodruff 1952). Fewer than six people have
    none: its ends are infinite.

    Args:
        counts: how often each number was given, weighted or not.
        effective: how many people that is worth, where they are weighted (Kish 1965).
    """
    numbers = sorted(number for number, count in counts.items() if count > 0)
    passed = list(accumulate(counts[number] for number in numbers))
    total = passed[-1]
    first, last = (numbers[_place(passed, total / 2 + shift * CLOSE * total)] for shift in (-1, 1))
    middle = (first + last) / 2
    people = math.floor((effective or total) + CLOSE)
    rank = int(stats.binom.ppf((1 - CONFIDENCE) / 2, people, 0.5)) if people else 0
    if rank < 1:
        return Estimate(middle, -math.inf, math.inf)
    low, high = (numbers[_place(passed, total * (one / people - CLOSE))] for one in (rank, people - rank + 1))
    return Estimate(middle, low, high)


def _place(passed: Sequence[float], wanted: float) -> int:
    """Where so much is reached first, or the last place."""
    return min(bisect_left(passed, wanted), len(passed) - 1)


def net_promoters(counts: Mapping[float, float], effective: float | None = None) -> Estimate:
    """The Net Promoter Score, −100 to 100: those who give 9 or 10 less those who give 0 to 6, of all.

    Each answer counts +1, 0 or −1, and the score is their mean, so its interval is that of a mean on a scale.
    """
    signs: dict[float, float] = {}
    for number, count in counts.items():
        sign = 1.0 if number >= 9 else -1.0 if number <= 6 else 0.0
        signs[sign] = signs.get(sign, 0.0) + count
    return mean(signs, effective, (-1.0, 1.0)).scaled(100)
