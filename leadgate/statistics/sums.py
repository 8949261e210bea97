"""Sums that are said of several groups: what they tell of one person when they are added, subtracted, and compared.

Everybody's sum less that of three weeks is the fourth week's, so groups are not looked at by themselves: people are put
into cells, each of those who are in the same groups. Where the sum of each cell could be said, nothing can come out of
them, because cells share nobody. Where one could not, a linear program finds how large its sum can be by all that is
said: that is the p%-rule (Hundepool et al., Statistical Disclosure Control, 2012, 4.2.2) with more than one sum.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.linalg import null_space
from scipy.optimize import linprog

from leadgate.statistics.disclosure import FEWEST, TOLD, gives_one_away

Amounts = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
MOST_CELLS = 200
"""So many cells are looked at; where groups make more, nothing more is said."""
CLOSE, NEAR = 1e-6, 3


@dataclass(frozen=True)
class Sums:
    """Sums of groups.

    Args:
        amounts: of each person; not a number where there is none.
        groups: who is in each.
    """

    amounts: Amounts
    groups: Sequence[Marks]

    @cached_property
    def _laid_out(self) -> tuple[npt.NDArray[np.int64], Marks]:
        """The cell of each person who gave an amount and is in a group, and of which groups each cell is."""
        given = ~np.isnan(self.amounts)
        each, cells = np.zeros(int(given.sum()), dtype=np.int64), np.zeros((0, 1), dtype=bool)
        for group in self.groups:
            found, each = np.unique(each * 2 + group[given], return_inverse=True)
            cells = np.vstack([cells[:, found // 2], found % 2 == 1])
        return each.ravel(), cells

    @property
    def known(self) -> Marks:
        """Of each group, whether each cell is in it."""
        return self._laid_out[1]

    @cached_property
    def cells(self) -> list[Amounts]:
        """The amounts of each cell as they are said, without signs, the largest first."""
        each = self._laid_out[0]
        amounts = np.abs(self.amounts[~np.isnan(self.amounts)])
        order = np.lexsort((-amounts, each))
        ends = np.cumsum(np.bincount(each, minlength=self.known.shape[1]))
        return np.split(amounts[order], ends[:-1])

    @property
    def tell_of_one(self) -> bool:
        """Whether they tell one person's amount to a tenth, or the sum of one to four people."""
        known = self.known
        open_to = [at for at, cell in enumerate(self.cells) if known[:, at].any() and _is_open(cell)]
        if not open_to:
            return False
        if len(self.cells) > MOST_CELLS:
            return True
        return self._tell_of_few() or self._can_be_bounded(open_to)

    def _tell_of_few(self) -> bool:
        """Whether the sum of one to four people follows: of cells that weigh nothing together in all that is open."""
        kernel = null_space(self.known.astype(float))
        few = [at for at, cell in enumerate(self.cells) if 0 < len(cell) < FEWEST]
        # Two weights for each cell, by chance: cells whose sum is nought in both are nought in all there is.
        ways = kernel[few] @ (np.random.default_rng(1).normal(size=(kernel.shape[1], 2)) @ np.array([1, 1j]))
        sizes = np.array([len(self.cells[at]) for at in few], dtype=np.int64)
        one, other = np.triu_indices(len(few), 1)
        ways, sizes = np.append(ways, ways[one] + ways[other]), np.append(sizes, sizes[one] + sizes[other])
        if not few or (np.abs(ways[sizes < FEWEST]) < CLOSE).any():
            return bool(few)
        ways, sizes = ways[sizes < FEWEST - 1], sizes[sizes < FEWEST - 1]
        order = np.argsort(ways.real)
        ways, sizes = ways[order], sizes[order]
        at = np.searchsorted(ways.real, -ways.real - CLOSE**2)
        near = [np.minimum(at + more, len(ways) - 1) for more in range(NEAR)]
        return any(((np.abs(ways + ways[one]) < CLOSE) & (sizes + sizes[one] < FEWEST)).any() for one in near)

    def _can_be_bounded(self, open_to: Sequence[int]) -> bool:
        """Whether a cell's sum is bounded so that its second largest can tell its largest, whatever the largest of each
        other cell tell them.
        """
        known = self.known.astype(float)
        unit = max(float(cell[0]) for cell in self.cells if len(cell)) or 1.0
        truth = np.array([cell.sum() for cell in self.cells]) / unit
        least = np.array([cell[0] if len(cell) else 0.0 for cell in self.cells]) / unit
        told = known @ truth
        left = list(open_to)
        while left:
            need = np.array([((1 + TOLD) * self.cells[at][0] + self.cells[at][1:2].sum()) / unit for at in left])
            found = _raised(known, told, least, left, need)
            safe = found > need - CLOSE
            if not safe.any():
                alone = _raised(known, told, least, left[:1], need[:1])
                if alone[0] < need[0] - CLOSE:
                    return True
                safe[0] = True
            left = [at for at, is_safe in zip(left, safe, strict=True) if not is_safe]
        return False

    @property
    def spread_tells_of_one(self) -> bool:
        """Whether sums of squares beside them would: looked at by the cell, since squares are no linear program."""
        known = self.known
        mine = [cell for at, cell in enumerate(self.cells) if known[:, at].any() and len(cell)]
        return any(len(cell) < FEWEST or tells_largest(cell) for cell in mine)


def _is_open(cell: Amounts) -> bool:
    return 0 < len(cell) < FEWEST or (bool(len(cell)) and gives_one_away(_counted(cell)))


def _counted(cell: Amounts) -> Mapping[float, float]:
    values, counts = np.unique(cell, return_counts=True)
    return dict(zip(values.tolist(), counts.tolist(), strict=True))


def _raised(known: Amounts, told: Amounts, least: Amounts, wanted: Sequence[int], need: Amounts) -> Amounts:
    """How large some cells can be together, each counted up to what it needs."""
    cells, more = known.shape[1], len(wanted)
    low = least.copy()
    low[list(wanted)] = 0.0
    above = np.zeros((more, cells + more))
    above[np.arange(more), list(wanted)] = -1.0
    above[np.arange(more), cells + np.arange(more)] = 1.0
    solved = linprog(
        np.concatenate([np.zeros(cells), -np.ones(more)]),
        A_ub=above,
        b_ub=np.zeros(more),
        A_eq=np.hstack([known, np.zeros((len(known), more))]),
        b_eq=told,
        bounds=[*((one, None) for one in low), *((0.0, one) for one in need)],
        method="highs",
    )
    # The truth agrees with everything, so a program without an answer is one that ran out of numbers: not safe.
    return np.asarray(solved.x[cells:]) if solved.x is not None else np.zeros(more)


def tells_largest(amounts: Amounts) -> bool:
    """Whether a sum and a sum of squares let the second largest work out the largest to a tenth.

    The others' amounts have the smallest sum of squares where all are alike; that bounds how large the largest can be.

    Args:
        amounts: the largest first, without signs.
    """
    largest, second, others = float(amounts[0]), float(amounts[1:2].sum()), len(amounts) - 2
    if largest == 0 or others < 1:
        return largest > 0
    total = float(amounts.sum()) - second
    squares = float((amounts**2).sum()) - second**2
    inside = total**2 - (others + 1) * (total**2 - others * squares)
    return (total + math.sqrt(max(inside, 0.0))) / (others + 1) < (1 + TOLD) * largest - CLOSE * largest
