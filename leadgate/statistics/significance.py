"""Whether two things go together more than chance explains, and how strongly."""

from collections.abc import Sequence

import numpy as np
from scipy import stats


def chi_squared(cells: Sequence[Sequence[int]]) -> tuple[float, float]:
    """The p-value of Pearson's chi-squared test without continuity correction, and Cramér's V."""
    whole = np.array(cells)
    whole = whole[whole.sum(axis=1) > 0][:, whole.sum(axis=0) > 0]
    if min(whole.shape, default=0) < 2:
        return 1.0, 0.0
    result = stats.chi2_contingency(whole, correction=False)
    strength = np.sqrt(result.statistic / (whole.sum() * (min(whole.shape) - 1)))
    return float(result.pvalue), float(strength)
