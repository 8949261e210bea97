"""Weighting that tells no more than the tables do.

Whoever changes weights at will and looks at what becomes of a share reads how many of each class of weights are behind
it. So a weighted share is only said where those counts are shown anyway; and since the table they stand in hides no
cell by itself, no share is hidden by itself either. Parts are not weighted: that would take a table of three things.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from leadgate.statistics.disclosure import FEWEST
from leadgate.statistics.tallies import NOBODY
from leadgate.statistics.weighting import Margin, effective, weights
from leadgate.survey_analysis.hiding import Hiding, Side
from leadgate.survey_analysis.lines import AnswerLine
from leadgate.survey_analysis.margins import told_of
from leadgate.survey_analysis.parts import LineKey
from leadgate.survey_analysis.publishing.linking import Published

CLASSES: LineKey = (".weights", "")


@dataclass(frozen=True)
class Weighing:
    """How a survey is weighted.

    Args:
        hiding: what is hidden of it.
        published: the tables that are.
        margins: how answers are really spread, by the key of each question they are weighted by.
        line: the class of weights each respondent is in.
        weights: of each respondent; None where classes are so small that nothing weighted may be shown.
    """

    hiding: Hiding
    published: Published
    margins: Mapping[str, Margin]
    line: AnswerLine
    weights: npt.NDArray[np.float64] | None

    @classmethod
    def of(cls, published: Published, margins: Mapping[str, Mapping[str, float]]) -> "Weighing | None":
        """Weighting by what is known; None where it is of no question that is there."""
        hiding = published.hiding
        known = {key: shares for key, shares in margins.items() if (key, "") in hiding.sides}
        if not known:
            return None
        lines = [hiding.lines[key, ""] for key in known]
        line = lines[0] if len(lines) == 1 else _crossed(lines)
        given = {
            key: Margin([one.codes[place] if place != NOBODY else None for place in one.places], known[key])
            for key, one in zip(known, lines, strict=True)
        }
        found = cls(hiding, published, given, line, None)
        if found.side.hidden:
            return found
        return replace(found, weights=weights([*given.values()], len(line.places)))

    @cached_property
    def side(self) -> Side:
        """The classes as a side of tables."""
        if self.line.key in self.hiding.sides:
            return self.hiding.sides[self.line.key]
        return Side.of(self.line, makes_parts=True)

    def unshared(self, key: LineKey) -> frozenset[str]:
        """The answers of a line whose weighted share is not said."""
        other = self.hiding.sides.get(key)
        if other is None or self.weights is None:
            return frozenset(self.hiding.lines[key].codes)
        said = np.ones(len(other.codes), dtype=bool)
        for side in self._sides():
            if side is not other:
                # The last of either side is who did not answer, before it what is hidden of everybody.
                told = self.published.add(side.line.key, key) if side.line.key in self.hiding.sides else True
                told = told and not self._misses_answered(key[0], side)
                said &= told & self.hiding.shown_of(side, other)[: len(side.codes), : len(other.codes)].all(axis=0)
        return frozenset(code for code, is_said in zip(other.codes, said, strict=True) if not is_said) | other.hidden

    def _misses_answered(self, question: str, side: Side) -> bool:
        """Whether it is not said for each class how many answered a question."""
        if side.line.key in self.hiding.sides:
            return not {*side.codes} <= self.published.tells_answered(question, side.line.key)
        return self.hiding.some is not None and question in self.hiding.some.by

    def may_tell(self, one: AnswerLine, other: AnswerLine) -> bool:
        """Whether weighted figures of two lines together tell nothing of few people: not who of which weight gave both.

        That is a table of three things. Nothing in it is hidden, so it is only told where nothing would have to be.
        """
        if self.weights is None:
            return False
        both = (one.places >= 0) & (other.places >= 0)
        _cells, counts = np.unique(
            np.stack([self.line.places, one.places, other.places])[:, both], axis=1, return_counts=True
        )
        return not bool((counts < FEWEST).any())

    def _sides(self) -> Iterator[Side]:
        yield self.side
        if len(self.margins) > 1:
            yield from (self.hiding.sides[key, ""] for key in self.margins)

    def plain(self) -> dict[str, Any]:
        """What is said of it."""
        found: dict[str, Any] = {"effective": None, "questions": sorted(self.margins), "margins": []}
        if self.weights is None:
            return found
        return found | {"effective": round(effective(self.weights)), "margins": told_of(self.margins, self.weights)}


def _crossed(lines: list[AnswerLine]) -> AnswerLine:
    """One line of all combinations somebody is in; who answered none of the questions is in none."""
    said = np.stack([line.places for line in lines])
    combined, places = np.unique(said, axis=1, return_inverse=True)
    names = [
        "|".join(line.codes[at] if at != NOBODY else "" for line, at in zip(lines, one, strict=True))
        for one in combined.T
    ]
    nobody = (said == NOBODY).all(axis=0)
    return AnswerLine(CLASSES, names, np.where(nobody, NOBODY, places.ravel()))
