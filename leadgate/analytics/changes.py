"""How a figure compares with that of the equally long time before, with the interval chance leaves it."""

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
