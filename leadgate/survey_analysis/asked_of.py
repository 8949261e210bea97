"""Questions that are only asked of some: how many answered says something of what the others said.

Whoever reads "asked of those who bake rye or wheat, 16 answered" beside 13 who bake wheat knows that three bake rye. So
those who answered such a question are a group as any other: together with the answers it is asked by they are looked at
over all there is, and what would tell is hidden – first one more of these answers, and where none helps the question.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from leadgate.statistics.auditing import Audit, Counts
from leadgate.statistics.disclosure import FEWEST, is_small
from leadgate.survey_analysis.lines import AnswerLine, Marks
from leadgate.survey_analysis.parts import LineKey

Hidden = dict[LineKey, frozenset[str] | None]


@dataclass
class AskedOf:
    """Which questions are asked of some only, and who answered them.

    Args:
        lines: all lines there are.
        by: by question, what it is asked by: keys of questions, or the version.
        answered: by question, who answered it.
        held: those of which nothing may be said.
    """

    lines: Mapping[LineKey, AnswerLine]
    by: Mapping[str, frozenset[str]]
    answered: Mapping[str, Marks]
    held: set[str] = field(default_factory=set)

    def beside(self, name: str) -> list[str]:
        """The questions that are asked by what somebody said to this one, and of which something is said."""
        return [key for key, names in self.by.items() if name in names and key not in self.held]

    def hide(self, whole: Hidden) -> None:
        """Hide more of everybody, until how many answered tells nothing of few.

        Args:
            whole: what is hidden of each line, which grows.
        """
        for key, line in self.lines.items():
            while self.beside(key[0]):
                told = Told.of(line, self, whole[key])
                danger = told.in_danger()
                if not danger:
                    break
                if (more := told.more_to_hide(danger[0])) is not None:
                    whole[key] = (whole[key] or frozenset()) | {more}
                else:
                    self.held.add(self._to_hold(line, whole[key]))
        for key in whole:
            if key[0] in self.held:
                whole[key] = None

    def _to_hold(self, line: AnswerLine, hidden: frozenset[str] | None) -> str:
        """The question to say nothing of: the one fewest answered of those that help alone, or else of all."""
        keys = sorted(self.beside(line.key[0]), key=lambda key: int(self.answered[key].sum()))
        for key in keys:
            self.held.add(key)
            helps = not Told.of(line, self, hidden).in_danger()
            self.held.discard(key)
            if helps:
                return key
        return keys[0]

    def untold(self, line: AnswerLine, by: AnswerLine, shown: Marks, hidden: frozenset[str], codes: Sequence[str],
               keys: Mapping[str, set[str]]) -> Iterator[str]:
        """x"""
        yield from ()


@dataclass(frozen=True)
class Told:
    """A line, those who answered the questions asked by it, and what is said of both.

    Args:
        line: what somebody said.
        hidden: the answers of which is not said how many gave them; None where nothing is said of any.
        asked: the questions asked by it.
        kinds: each way of answering the line and the questions there is: the place on the line, and which were answered.
        truth: how many are of each kind.
    """

    line: AnswerLine
    hidden: frozenset[str] | None
    asked: Sequence[str]
    kinds: Counts
    truth: Counts

    @classmethod
    def of(cls, line: AnswerLine, some: AskedOf, hidden: frozenset[str] | None) -> "Told":
        """What is said of everybody."""
        asked = some.beside(line.key[0])
        said = np.stack([line.places, *(some.answered[key].astype(np.int64) for key in asked)])
        kinds, truth = np.unique(said, axis=1, return_counts=True)
        return cls(line, hidden, asked, kinds, truth)

    def in_danger(self) -> list[str]:
        """The answers few gave, and is said so."""
        small = [code for code, count in self.line.counts.items() if is_small(count)]
        if not small:
            return []
        sums = [np.flatnonzero(row == 1) for row in self.kinds[1:]]
        some: list[Counts] = []
        if self.hidden is not None:
            sums += [self._of(code) for code in self.line.codes if code not in self.hidden]
            sums.append(np.flatnonzero(self.kinds[0] < 0))
            some = [self._of(code) for code in self.hidden if len(self.hidden) < len(self.line.codes)]
        sums.append(np.arange(len(self.truth)))
        every, none = np.ones(len(self.truth), dtype=bool), np.zeros(len(self.truth), dtype=np.int64)
        audit = Audit(self.truth, every, none, [one for one in sums if len(one)], [one for one in some if len(one)])
        return [small[at] for at in audit.in_danger([self._of(code) for code in small])]

    def more_to_hide(self, code: str) -> str | None:
        """The answer fewest gave of those that are shown and led to the same questions as one that is in danger."""
        mine = self._led_to(code)
        shown = [one for one in self.line.codes if one not in (self.hidden or ()) and self.line.counts[one] >= FEWEST]
        alike = [one for one in shown if self._led_to(one) & mine]
        return min(alike, key=lambda one: (self.line.counts[one], one), default=None)

    def _of(self, code: str) -> Counts:
        return np.flatnonzero(self.kinds[0] == self.line.codes.index(code))

    def _led_to(self, code: str) -> set[tuple[int, ...]]:
        return {tuple(map(int, self.kinds[1:, at])) for at in self._of(code)}
