"""Parts of several conditions, and spans of days: what is said of one, as groups of whoever answers of these kinds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from leadgate.statistics.auditing import Counts, Marks
from leadgate.survey_analysis.hiding import Hiding
from leadgate.survey_analysis.parts import LineKey

IsTold = Callable[[LineKey, LineKey], bool]
"""Whether a table of two lines is published."""
Places = Mapping[LineKey, Counts]
"""Of each kind of people, its place on each of some lines."""


@dataclass(frozen=True)
class Intersection:
    """Those of whom several conditions are true at once.

    Args:
        hiding: what each table hides by itself.
        part: its line.
        conditions: the line of each condition, and the answer.
    """

    hiding: Hiding
    part: LineKey
    conditions: Sequence[tuple[LineKey, str]]

    @property
    def lines(self) -> frozenset[LineKey]:
        """What it is made of."""
        return frozenset(key for key, _code in self.conditions)

    @property
    def is_known(self) -> bool:
        """Whether all it is made of is said of everybody."""
        sides = self.hiding.sides
        return all(key in sides and code in sides[key].codes for key, code in self.conditions)

    def told_over(self, places: Places, is_told: IsTold) -> Iterator[Marks]:
        """What is said of it: how many are in it, and how many of them, and of the others, gave each answer shown.

        Args:
            places: what it is made of is among them.
            is_told: what is published.
        """
        inside = np.all(self._truths(places), axis=0)
        yield inside
        sides = self.hiding.sides
        for key, at in places.items():
            if self.part in sides and is_told(self.part, key):
                for row, column in np.argwhere(self.hiding.shown_of(sides[self.part], sides[key])):
                    yield (inside if row == 0 else ~inside) & (at == column)

    def groups_in(self, places: Places) -> Iterator[Marks]:
        """Everybody by which of its conditions are true of them.

        Args:
            places: what it is made of is among them.
        """
        truths = self._truths(places)
        for wanted in product((True, False), repeat=len(truths)):
            yield np.all([mark == is_so for mark, is_so in zip(truths, wanted, strict=True)], axis=0)

    def _truths(self, places: Places) -> list[Marks]:
        return [places[key] == self.hiding.sides[key].codes.index(code) for key, code in self.conditions]
