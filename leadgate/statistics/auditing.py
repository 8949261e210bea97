"""Auditing what is hidden: whether what is shown lets somebody work out a cell that few people stand behind.

Whoever attacks adds and subtracts everything that is published and knows the rules it was hidden by, so that a cell
hidden by itself is not empty. A cell is in danger when its true count is 1 to 4 and the largest count that agrees with
all of that is below five too: a linear program finds the largest (Hundepool et al., Statistical Disclosure Control,
2012, 4.3).
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import linprog

from leadgate.statistics.disclosure import FEWEST

Counts = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]
CLOSE = 1e-6
MOST_LIFTED = 50_000
"""So many programs are remembered, some 10 MB of them."""
_lifted: "OrderedDict[bytes, tuple[bool, ...]]" = OrderedDict()
"""Which groups could be lifted to five, by all that was known. Whoever asks for one table more has everything that was
published looked at again beside it: mostly the very same programs, each of which takes milliseconds.
"""


@dataclass(frozen=True)
class Audit:
    """Cells and all that is published of them.

    Args:
        truth: the count of each cell.
        free: the cells nobody is told; the others are as they are.
        least: what each cell is at least, as whoever attacks knows.
        sums: groups of cells whose sum is published.
        some: groups of cells of which is known that at least one person stands behind them.
        weighted: how often each cell counts in sums that are published besides.
    """

    truth: Counts
    free: Marks
    least: Counts
    sums: Sequence[Counts]
    some: Sequence[Counts] = ()
    weighted: Sequence[Counts] = ()

    def in_danger(self, secrets: Sequence[Counts]) -> Iterator[int]:
        """Which of these groups of cells can be told to stand for fewer than five people, found as one asks for them.

        Args:
            secrets: groups of cells, each with a true sum of one to four.

        Returns:
            Their places.
        """
        left = list(range(len(secrets)))
        while left:
            # One program lifts as many as it can at once; those it cannot are tried again, at last one by one.
            are_safe = self._are_safe([secrets[at] for at in left])
            safe = {at for at, is_safe in zip(left, are_safe, strict=True) if is_safe}
            left = [at for at in left if at not in safe]
            if not safe:
                yield from (at for at in left if len(left) == 1 or not self._are_safe([secrets[at]])[0])
                return

    def _are_safe(self, secrets: Sequence[Counts]) -> tuple[bool, ...]:
        """Which of these groups one program lifts to five."""
        asked = blake2b(self._known, digest_size=16)
        asked.update(_written(secrets))
        key = asked.digest()
        if key not in _lifted:
            _lifted[key] = tuple(count > FEWEST - CLOSE for count in self._lifted(secrets))
            if len(_lifted) > MOST_LIFTED:
                _lifted.popitem(last=False)
        _lifted.move_to_end(key)
        return _lifted[key]

    @cached_property
    def _known(self) -> bytes:
        """A name for all that is published."""
        cells = (self.truth, self.free, self.least)
        return blake2b(b"".join(map(_written, (cells, self.sums, self.some, self.weighted)))).digest()

    def _lifted(self, secrets: Sequence[Counts]) -> list[float]:
        """How far these groups can be lifted together, each to five at most."""
        places = np.flatnonzero(self.free)
        column = np.full(len(self.truth), -1)
        column[places] = np.arange(len(places))
        width = len(places) + len(secrets)
        sums = [column[cells] for cells in self.sums]
        equal = _matrix([cells[cells >= 0] for cells in sums], width)
        if self.weighted:
            more_sums = sparse.csr_matrix(np.array(self.weighted)[:, places])
            more_sums.resize(len(self.weighted), width)
            equal = sparse.vstack([equal, more_sums]).tocsr()
        told = equal[:, : len(places)] @ self.truth[places]
        above = [column[cells][column[cells] >= 0] for cells in (*secrets, *self.some)]
        lifts = [np.array([at]) for at in range(len(places), width)] + [np.array([], dtype=int)] * len(self.some)
        more = _matrix(lifts, width) - _matrix(above, width)
        fixed = [self.truth[cells][~self.free[cells]].sum() for cells in secrets]
        fixed += [self.truth[cells][~self.free[cells]].sum() - 1 for cells in self.some]
        solved = linprog(
            np.concatenate([np.zeros(len(places)), -np.ones(len(secrets))]),
            A_ub=more,
            b_ub=np.array(fixed, dtype=float),
            A_eq=equal,
            b_eq=told,
            bounds=[*((low, None) for low in self.least[places]), *((0, FEWEST) for _one in secrets)],
            method="highs",
        )
        # The truth agrees with everything, so a program without an answer is one that ran out of numbers: not safe.
        return [float(one) for one in solved.x[len(places) :]] if solved.x is not None else [0.0] * len(secrets)


def _written(groups: Sequence[npt.NDArray[np.generic]]) -> bytes:
    """Groups of numbers as bytes, no two of them alike."""
    lengths = np.array([len(groups), *map(len, groups)], dtype=np.int64)
    return lengths.tobytes() + b"".join(np.asarray(one, dtype=np.int64).tobytes() for one in groups)


def _matrix(groups: Sequence[Counts], width: int) -> sparse.csr_matrix:
    """A row for each group of columns, with a one in each of them."""
    lengths = [len(cells) for cells in groups]
    rows, columns = np.repeat(np.arange(len(groups)), lengths), np.concatenate([*groups, np.array([], dtype=int)])
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(groups), width))
