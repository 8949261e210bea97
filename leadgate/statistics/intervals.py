"""How sure a figure is: intervals that hold the true value nineteen times in twenty."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from scipy import stats

CONFIDENCE = 0.95
Z = float(stats.norm.ppf(0.5 + CONFIDENCE / 2))


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


def mean(counts: Mapping[float, float], effective: float | None = None) -> Estimate:
    """A mean of numbers (Student's t).

    Args:
        counts: how often each number was given, weighted or not.
        effective: how many people that is worth, where they are weighted (Kish 1965).
    """
    total = sum(counts.values())
    people = effective or total
    middle = sum(number * count for number, count in counts.items()) / total
    if people <= 1:
        return Estimate(middle, middle, middle)
    spread = sum(count * (number - middle) ** 2 for number, count in counts.items()) / total
    half = float(stats.t.ppf(0.5 + CONFIDENCE / 2, people - 1)) * math.sqrt(spread / (people - 1))
    return Estimate(middle, middle - half, middle + half)


def median(counts: Mapping[float, float]) -> float:
    """The number half of all are at or below."""
    half, passed = sum(counts.values()) / 2, 0.0
    for number in sorted(counts):
        passed += counts[number]
        if passed >= half:
            return number
    raise ValueError("a median of nothing")


def net_promoters(counts: Mapping[float, float], effective: float | None = None) -> Estimate:
    """The Net Promoter Score, −100 to 100: those who give 9 or 10 less those who give 0 to 6, of all.

    Each answer counts +1, 0 or −1, and the score is their mean, so its interval is a mean's.
    """
    signs: dict[float, float] = {}
    for number, count in counts.items():
        sign = 1.0 if number >= 9 else -1.0 if number <= 6 else 0.0
        signs[sign] = signs.get(sign, 0.0) + count
    found = mean(signs, effective).scaled(100)
    return Estimate(found.value, max(-100.0, found.low), min(100.0, found.high))
