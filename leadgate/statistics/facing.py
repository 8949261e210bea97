"""Three lines of answers at once: what the tables of each two of them tell of the others."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadgate.statistics.auditing import Audit, Counts, Marks
from leadgate.statistics.disclosure import FEWEST


@dataclass(frozen=True)
class Face:
    """Two of three lines: their table, and what is shown of it."""

    at: tuple[int, int]
    table: Counts
    shown: Marks

    @property
    def is_secret(self) -> Marks:
        """The cells nobody may be told of; who did not answer is none."""
        found = ~self.shown & (self.table > 0) & (self.table < FEWEST)
        found[-1], found[:, -1] = False, False
        return np.asarray(found)


def is_exposed(
    lines: Sequence[tuple[int, Counts]],
    faces: list[Face],
    secrets: list[tuple[tuple[int, int], int, int]],
    joint: Sequence[tuple[int, int]],
    ruled: Sequence[tuple[int, int]],
) -> bool:
    """Whether three lines tell a cell of two.

    Args:
        lines: how many places each has, and the place of each person on it.
        faces: what is published of each two of them.
        secrets: the cells, each by its two lines.
        joint: which two are made of the same, so that both make one group.
        ruled: which two are, or decide about each other: whoever reads knows what cannot be together.
    """
    size = [many for many, _places in lines]
    truth = np.zeros(size, dtype=np.int64)
    np.add.at(truth, tuple(each for _many, each in lines), 1)
    places, free = np.arange(truth.size).reshape(size), np.ones(size, dtype=bool)

    def cell(at: tuple[int, int], row: int, column: int) -> Counts:
        index = [row if axis == at[0] else column if axis == at[1] else slice(None) for axis in range(3)]
        return places[tuple(index)].ravel()

    for one, other in ruled:
        [rest] = {0, 1, 2} - {one, other}
        free &= np.expand_dims(truth.sum(axis=rest) > 0, rest)
    hidden = [cell(*one) for one in secrets]
    if joint:
        among = truth[:-1, :-1, :-1]
        hidden += [places[tuple(at)][None] for at in np.argwhere((among > 0) & (among < FEWEST))]
    sums = [cell(face.at, row, column) for face in faces for row, column in np.argwhere(face.shown)]
    sums += [np.moveaxis(places, axis, 0)[at].ravel() for axis in range(3) for at in range(size[axis])]
    audit = Audit(truth.ravel(), free.ravel(), np.zeros(truth.size, dtype=np.int64), sums)
    return next(audit.in_danger(hidden), None) is not None
