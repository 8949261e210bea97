"""Tables that are published beside each other: three of them over three lines tell more than each of them alone.

So they are published one after the other, and each only where no three that close a ring put a cell in danger. What
came first stays, because whoever has seen it remembers it; the one that would close a dangerous ring is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from leadgate.statistics.auditing import Audit, Counts, Marks
from leadgate.statistics.disclosure import is_small
from leadgate.survey_reports.analysis.hiding import Hiding, Side, table_of
from leadgate.survey_reports.analysis.lines import LineKey


@dataclass
class Published:
    """Which lines are shown by which others.

    Args:
        hiding: what each table hides by itself.
    """

    hiding: Hiding
    _beside: dict[LineKey, dict[LineKey, bool]] = field(default_factory=dict)

    def add(self, one: LineKey, other: LineKey) -> bool:
        """Publish a table, unless that would put a cell in danger; answers whether it is published."""
        if one == other:
            return True
        known = self._beside.setdefault(one, {})
        if other not in known:
            known[other] = self._beside.setdefault(other, {})[one] = False
            safe = not any(self._is_dangerous(one, other, third) for third in self._rings(one, other))
            known[other] = self._beside[other][one] = safe
        return known[other]

    def _rings(self, one: LineKey, other: LineKey) -> Iterator[LineKey]:
        return (third for third, told in self._beside[one].items() if told and self._beside[other].get(third))

    def _is_dangerous(self, *keys: LineKey) -> bool:
        sides = [self.hiding.sides[key] for key in keys]
        tables = [(at, table_of(*pair), self.hiding.shown_of(*pair)) for at, pair in _pairs(sides)]
        secrets = [
            (at, row, column)
            for at, cells, shown in tables
            for row, column in np.argwhere(~shown[:-1, :-1])
            if is_small(cells[row, column])
        ]
        return bool(secrets) and bool(_audited(sides, tables, secrets))


def _pairs(sides: list[Side]) -> Iterator[tuple[tuple[int, int], tuple[Side, Side]]]:
    yield from (((one, other), (sides[one], sides[other])) for one, other in combinations(range(3), 2))


def _audited(
    sides: list[Side],
    tables: list[tuple[tuple[int, int], Counts, Marks]],
    secrets: list[tuple[tuple[int, int], int, int]],
) -> list[int]:
    size = [side.size for side in sides]
    truth = np.zeros(size, dtype=np.int64)
    np.add.at(truth, tuple(side.places for side in sides), 1)
    places = np.arange(truth.size).reshape(size)

    def cell(at: tuple[int, int], row: int, column: int) -> Counts:
        index = [row if axis == at[0] else column if axis == at[1] else slice(None) for axis in range(3)]
        return places[tuple(index)].ravel()

    sums = [cell(at, row, column) for at, _cells, shown in tables for row, column in np.argwhere(shown)]
    sums += [np.moveaxis(places, axis, 0)[at].ravel() for axis in range(3) for at in range(size[axis])]
    audit = Audit(truth.ravel(), np.ones(truth.size, dtype=bool), np.zeros(truth.size, dtype=np.int64), sums)
    return audit.in_danger([cell(*one) for one in secrets])
