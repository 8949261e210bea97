"""Parts of several conditions beside the questions they are made of: whole less part, and part less part.

Whoever knows how many women, how many buyers and how many women who buy said something, knows it of all four groups
that these make. So such a part is looked at over all at once: an array of what it is made of, and the line shown.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

import numpy as np

from leadgate.statistics.auditing import Audit, Counts, Marks
from leadgate.statistics.disclosure import FEWEST
from leadgate.survey_analysis import parts
from leadgate.survey_analysis.hiding import Hiding, Side
from leadgate.survey_analysis.parts import LineKey

MOST_KINDS = 3_000
IsTold = Callable[[LineKey, LineKey], bool]
"""Whether a table of two lines is published."""


@dataclass(frozen=True)
class Intersection:
    """A part of several conditions.

    Args:
        hiding: what each table hides by itself.
        part: its line.
        conditions: the line of each condition, and the answer.
    """

    hiding: Hiding
    part: LineKey
    conditions: Sequence[tuple[LineKey, str]]

    @cached_property
    def lines(self) -> list[LineKey]:
        """What it is made of; where that is a time, also what else is said of times."""
        made_of = [key for key, _code in self.conditions]
        is_timed = any(key[0].startswith(parts.DAYS) or key[0] == parts.VERSION for key in made_of)
        times = [key for key in ((parts.MONTH, ""), (parts.VERSION, "")) if is_timed and key in self.hiding.sides]
        return list(dict.fromkeys([*made_of, *times]))

    @cached_property
    def _kinds(self) -> tuple[Counts, dict[LineKey, Counts]]:
        """The kind each respondent is of, and the place of each kind on each line.

        Kinds are all that answers can be together, whether somebody is of them or not; times are only those there were.
        """
        sides = [self.hiding.sides[key] for key in self.lines]
        said = np.stack([side.places for side in sides])
        timed = np.array([key[0].startswith(".") for key in self.lines])
        times, mine = np.unique(said[timed], axis=1, return_inverse=True)
        sizes = [side.size for side, is_time in zip(sides, timed, strict=True) if not is_time]
        if np.prod(sizes) * max(times.shape[1], 1) > MOST_KINDS:
            kinds, each = np.unique(said, axis=1, return_inverse=True)
            return each.ravel(), dict(zip(self.lines, kinds, strict=True))
        shape = (*sizes, max(times.shape[1], 1))
        each = np.ravel_multi_index((*said[~timed], mine.ravel()), shape)
        *answers, time = np.unravel_index(np.arange(np.prod(shape)), shape)
        by_line, others = {}, iter(answers)
        for at, key in enumerate(self.lines):
            by_line[key] = times[int(timed[:at].sum())][time] if timed[at] else next(others)
        return each, by_line

    @cached_property
    def _truths(self) -> list[Marks]:
        """Of which kinds each condition is true."""
        _each, by_line = self._kinds
        return [by_line[key] == self.hiding.sides[key].codes.index(code) for key, code in self.conditions]

    def tells_of_few(self, key: LineKey, is_told: IsTold, others: "Sequence[Intersection]" = ()) -> bool:
        """Whether what is published of a line tells what few people said, of any group the conditions make.

        Args:
            key: the line that is shown.
            is_told: what is published.
            others: the parts of several conditions whose size is published.
        """
        if key in self.lines or not all(code in self.hiding.sides[one].codes for one, code in self.conditions):
            return False
        side, (each, by_line) = self.hiding.sides[key], self._kinds
        many = len(next(iter(by_line.values())))
        truth = np.bincount(each * side.size + side.places, minlength=many * side.size).reshape(many, side.size)
        cells = np.arange(truth.size).reshape(truth.shape)
        by_line = {**by_line, self.part: np.where(np.all(self._truths, axis=0), 0, 1)}
        sums = [*cells.T, *self._sizes(by_line, cells, is_told), *self._shown(by_line, cells, side, is_told)]
        places = {one: np.repeat(at[:, None], side.size, axis=1) for one, at in by_line.items()}
        places[key] = np.repeat(np.arange(side.size)[None], many, axis=0)
        mine = [
            one for one in others if one.part != self.part and {line for line, _code in one.conditions} <= {*places}
        ]
        sums += [cells[mark] for one in mine for mark in one.told_over(places, is_told)]
        secrets = [
            cells[group, column]
            for group in self._groups(by_line)
            for column in range(side.size - 1)
            if 0 < truth[group, column].sum() < FEWEST
        ]
        audit = Audit(truth.ravel(), np.ones(truth.size, dtype=bool), np.zeros(truth.size, dtype=np.int64), sums)
        return next(audit.in_danger(secrets), None) is not None

    def told_over(self, places: dict[LineKey, Counts], is_told: IsTold) -> Iterator[Marks]:
        """What is said of this part, as groups of the cells of several lines: how many are in it, and what of them gave
        each answer that is shown.

        Args:
            places: of each cell, its place on each of these lines; what the part is made of is among them.
        """
        sides = self.hiding.sides
        inside = np.all([places[line] == sides[line].codes.index(code) for line, code in self.conditions], axis=0)
        yield inside
        for key, at in places.items():
            if key in sides and self.part in sides and is_told(self.part, key):
                for row, column in np.argwhere(self.hiding.shown_of(sides[self.part], sides[key])):
                    yield (inside if row == 0 else ~inside) & (at == column)

    def _sizes(self, by_line: dict[LineKey, Counts], cells: Counts, is_told: IsTold) -> Iterator[Counts]:
        """How many are in each group: of each answer, and of two at once where these are shown."""
        for places in by_line.values():
            yield from (cells[places == at].ravel() for at in np.unique(places))
        for one, other in combinations(self.lines, 2):
            if is_told(one, other):
                shown = self.hiding.shown_of(self.hiding.sides[one], self.hiding.sides[other])
                for row, column in np.argwhere(shown):
                    yield cells[(by_line[one] == row) & (by_line[other] == column)].ravel()

    def _shown(self, by_line: dict[LineKey, Counts], cells: Counts, side: Side, is_told: IsTold) -> Iterator[Counts]:
        """What is shown of the line, for each group."""
        for key, places in by_line.items():
            if is_told(key, side.line.key):
                for row, column in np.argwhere(self.hiding.shown_of(self.hiding.sides[key], side)):
                    yield cells[places == row, column]

    def _groups(self, by_line: dict[LineKey, Counts]) -> Iterator[Marks]:
        for truths in product((True, False), repeat=len(self.conditions)):
            yield np.all([mark == is_so for mark, is_so in zip(self._truths, truths, strict=True)], axis=0)
        for key, places in by_line.items():
            yield from (places == at for at in range(self.hiding.sides[key].size - 1))
