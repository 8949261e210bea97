"""How a figure compares with that of as many days before, or with the step before, and what chance leaves of it."""

from dataclasses import dataclass
from math import exp, sqrt

Z = 1.96
"""95 % of a normal distribution lie within so many of its widths."""
LEAST, LEAST_TOGETHER = 5, 20
"""Fewer events, in either time or in both, say nothing about a change."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a figure: shares of the former one, 0.1 for a tenth more."""

    by: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether it is more than chance would make of the same rate."""
        return self.low > 0 or self.high < 0


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
    """The change of a rate of events that come by themselves (Poisson), by the logarithm of their ratio.

    Args:
        now: how many came.
        before: in as long a time.

    Returns:
        The change with its 95 % interval; None where there are too few to say.
    """
    if min(now, before) < LEAST or now + before < LEAST_TOGETHER:
        return None
    ratio, width = now / before, Z * sqrt(1 / now + 1 / before)
    return Change(ratio - 1, ratio * exp(-width) - 1, ratio * exp(width) - 1)
