"""How a figure compares with that of as many days before, or with the step before, and what chance leaves of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, lgamma, log, log1p, sqrt

Z = 1.96
"""95 % of a normal distribution lie within so many of its widths."""
LEAST, LEAST_TOGETHER = 5, 20
"""Fewer events, in either time or in both, say nothing about a change, but that it is one where chance is ruled out."""
FEW = 20
"""Where fewer came in one of two times, chance is worked out exactly: logarithms promise too much, and 0 has none."""
TAIL, HALVINGS = 0.025, 30


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a figure: shares of the former one, 0.1 for a tenth more; without end where that was nought."""

    by: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether it is more than chance would make of the same rate."""
        return self.low > 0 or self.high < 0

    @property
    def is_new(self) -> bool:
        """Whether there was nothing before."""
        return self.by == inf


@dataclass(frozen=True, slots=True)
class Rate:
    """Which share of those who came to one step got to another, and between which bounds the true one lies."""

    value: float
    low: float
    high: float


def rate(hits: int, of: int) -> Rate:
    """A share with its 95 % interval (Wilson 1927: keeps inside 0 to 1, and holds for few).

    Args:
        hits: how many did.
        of: how many could have; one at least.
    """
    observed, spread = hits / of, Z * Z / of
    centre = (observed + spread / 2) / (1 + spread)
    half = Z * sqrt(observed * (1 - observed) / of + spread / (4 * of)) / (1 + spread)
    return Rate(observed, max(0.0, centre - half), min(1.0, centre + half))


def change(now: int, before: int) -> Change | None:
    """The change of a rate of events that come by themselves (Poisson).

    By the logarithm of their ratio; where few came in one of both times exactly, as a share of all of them (binomial,
    given how many came together; Clopper & Pearson 1934).

    Args:
        now: how many came.
        before: in as long a time.

    Returns:
        The change with its 95 % interval; None where there are too few to say.
    """
    if not now and not before:
        return None
    few, of = min(now, before), now + before
    if few >= FEW:
        return _of_many(now, before)
    if (few < LEAST or of < LEAST_TOGETHER) and _at_most(few, of, 0.5) > TAIL:
        return None
    return _of_few(now, before)


def _of_many(now: int, before: int) -> Change:
    ratio, width = now / before, Z * sqrt(1 / now + 1 / before)
    return Change(ratio - 1, ratio * exp(-width) - 1, ratio * exp(width) - 1)


@lru_cache(maxsize=4096)
def _of_few(now: int, before: int) -> Change:
    few, of = min(now, before), now + before
    most = _where(lambda share: _at_most(few, of, share) > TAIL)
    least = _where(lambda share: 1 - _at_most(few - 1, of, share) < TAIL) if few else 0.0
    if now <= before:
        return Change(_ratio(now, before) - 1, _ratio(least, 1 - least) - 1, _ratio(most, 1 - most) - 1)
    return Change(_ratio(now, before) - 1, _ratio(1 - most, most) - 1, _ratio(1 - least, least) - 1)


def _ratio(one: float, other: float) -> float:
    return one / other if other else inf


def _where(is_below: Callable[[float], bool]) -> float:
    """The share at which something that holds of small ones holds no more."""
    low, high = 0.0, 1.0
    for _halving in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return low


def _at_most(hits: int, of: int, share: float) -> float:
    """How likely so many or fewer of some events are of one kind, which each is with a chance of `share`."""
    whole = lgamma(of + 1)
    return sum(
        exp(whole - lgamma(at + 1) - lgamma(of - at + 1) + at * log(share) + (of - at) * log1p(-share))
        for at in range(hits + 1)
    )
