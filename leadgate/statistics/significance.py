"""Whether two things go together more than chance explains, and how strongly."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

Floats = npt.NDArray[np.float64]
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


@dataclass(frozen=True, slots=True)
class Association:
    """How two things go together.

    Args:
        p: of Pearson's chi-squared test, or what it is at most.
        strength: Cramér's V, or what it is at least.
        is_least: whether cells are hidden, so that only that is known.
    """

    p: float
    strength: float
    is_least: bool


def least_association(
    cells: Sequence[Sequence[float | None]],
    rows: Sequence[float | None],
    columns: Sequence[float | None],
    more: tuple[int, int] = (0, 0),
) -> Association | None:
    """How two things go together at least, by what is shown of their table and by nothing else.

    Cells that are hidden count as one of each row, or of each column: chi-squared is never larger when cells are put
    together (as no divergence is), so it says nothing of what is in them. It is exact where no cell is hidden.

    Args:
        cells: the counts; None where hidden.
        rows, columns: the sum of each line, None where it is hidden.
        more: how many rows and columns there are of which nothing is shown.

    Returns:
        None where it is not known how many answered both.
    """
    down, over = _of_all(rows, columns, more[0]), _of_all(columns, rows, more[1])
    if down is None or over is None or not down.sum():
        return None
    table = np.full((len(down), len(over)), np.nan)
    if cells:
        table[: len(rows), : len(columns)] = [[np.nan if one is None else one for one in line] for line in cells]
    table[down == 0], table[:, over == 0] = 0.0, 0.0
    wanted = np.outer(down, over) / down.sum()
    statistic = max(_put_together(table, wanted), _put_together(table.T, wanted.T))
    size = [np.count_nonzero(line) + max(gone - 1, 0) for line, gone in zip((down, over), more, strict=True)]
    if min(size) < 2:
        return Association(1.0, 0.0, is_least=False)
    p = float(stats.chi2.sf(statistic, (size[0] - 1) * (size[1] - 1)))
    strength = math.sqrt(statistic / (down.sum() * (min(size) - 1)))
    return Association(p, strength, is_least=bool(np.isnan(table).any()))


def _of_all(line: Sequence[float | None], beside: Sequence[float | None], gone: int) -> Floats | None:
    """The sums of the lines of one side, the hidden ones together at the end; None where these are not known."""
    known = [one for one in line if one is not None]
    if len(known) == len(line) and not gone:
        return np.array(known)
    if len(known) < len(line) or any(one is None for one in beside):
        return None
    return np.array([*known, sum(one for one in beside if one is not None) - sum(known)])


def _put_together(table: Floats, wanted: Floats) -> float:
    """Chi-squared, the hidden cells of each row put together."""
    shown = ~np.isnan(table) & (wanted > 0)
    told = float((((table - wanted) ** 2)[shown] / wanted[shown]).sum())
    more = np.where(shown, np.nan_to_num(table) - wanted, 0.0).sum(axis=1)
    rest = np.where(shown, 0.0, wanted).sum(axis=1)
    return told + float((more[rest > 0] ** 2 / rest[rest > 0]).sum())


def is_ahead(first: float, second: float, of: float) -> bool:
    """Whether one of several classes is named more often than another, and not by chance, at nine in ten (Fong 1996).

    Args:
        first: how many are in the one, at least as many as in the other.
        second: how many are in the other.
        of: how many are in any class.
    """
    both = first + second
    return both > 0 and first - second >= ONE_IN_TEN * math.sqrt(both * (2 * of - both) / (2 * of))
