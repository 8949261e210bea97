"""Whether two things go together more than chance explains, and how strongly."""

import math
from collections.abc import Sequence

import numpy as np
from scipy import stats

ONE_IN_TEN = float(stats.norm.ppf(0.95))


def chi_squared(cells: Sequence[Sequence[int]]) -> tuple[float, float]:
    """The p-value of Pearson's chi-squared test without continuity correction, and Cramér's V."""
    whole = np.array(cells)
    whole = whole[whole.sum(axis=1) > 0][:, whole.sum(axis=0) > 0]
    if min(whole.shape, default=0) < 2:
        return 1.0, 0.0
    result = stats.chi2_contingency(whole, correction=False)
    strength = np.sqrt(result.statistic / (whole.sum() * (min(whole.shape) - 1)))
    return float(result.pvalue), float(strength)


def is_ahead(first: float, second: float, of: float) -> bool:
    """Whether one of several classes is named more often than another, and not by chance, at nine in ten (Fong 1996).

    Args:
        first: how many are in the one, at least as many as in the other.
        second: how many are in the other.
        of: how many are in any class.
    """
    both = first + second
    return both > 0 and first - second >= ONE_IN_TEN * math.sqrt(both * (2 * of - both) / (2 * of))
