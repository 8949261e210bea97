"""Questions that are only asked of some: how many answered says something of what the others said.

Whoever reads "asked of those who bake rye or wheat, 16 answered" beside 13 who bake wheat knows that three bake rye. So
those who answered such a question are a group as any other: together with the answers it is asked by they are looked at
over all there is, and what would tell is hidden – first one more of these answers, and where none helps the question.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType

import numpy as np

from leadgate.statistics.auditing import Audit, Counts
from leadgate.statistics.disclosure import FEWEST, is_small
from leadgate.survey_analysis.asking.possible import with_possible
from leadgate.survey_analysis.lines import AnswerLine, Marks
from leadgate.survey_analysis.parts import LineKey

NOBODY_SAID = "\0"
"""In the place of an answer: none."""
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
    _ways: dict[tuple[str, ...], tuple[Counts, Counts]] = field(default_factory=dict)

    def beside(self, name: str) -> list[str]:
        """The questions that are asked by what somebody said to this one, and of which something is said."""
        return [key for key, names in self.by.items() if name in names and key not in self.held]

    def kinds(self, asked: Sequence[str], *lines: AnswerLine) -> tuple[Counts, Counts]:
        """Each way of answering lines and questions there is, and how many answered so.

        Args:
            asked: the questions; of these only whether somebody answered, a row for each after that of the first line.
            lines: one, or two: the place on each.
        """
        known = tuple(asked)
        if known not in self._ways:
            marks = np.stack([self.answered[key].astype(np.int64) for key in asked])
            ways, mine = np.unique(marks, axis=1, return_inverse=True)
            self._ways[known] = ways, mine.ravel()
        ways, mine = self._ways[known]
        shape = (ways.shape[1], *(len(line.codes) + 1 for line in lines))
        said = np.ravel_multi_index((mine, *(line.places + 1 for line in lines)), shape)
        each, counts = np.unique(said, return_counts=True)
        way, first, *rest = np.unravel_index(each, shape)
        return np.vstack([first - 1, ways[:, way], *(places - 1 for places in rest)]), counts

    def hide(self, whole: Hidden) -> None:
        """Hide more of everybody, until how many answered tells nothing of few.

        Args:
            whole: what is hidden of each line, which grows.
        """
        for line in self.lines.values():
            self._hide_of(line, whole)
        for pair in combinations(self.lines.values(), 2):
            self._hide_of_both(*pair, whole)
        for key in whole:
            if key[0] in self.held:
                whole[key] = None

    def _hide_of(self, line: AnswerLine, whole: Hidden) -> None:
        while self.beside(line.key[0]):
            told = SaidOfAsked.of(line, self, whole[line.key])
            danger = told.in_danger()
            if not danger:
                break
            if (more := told.more_to_hide(danger[0])) is not None:
                whole[line.key] = self._least(line, (whole[line.key] or frozenset()) | {more})
            else:
                self.held.add(self._to_hold(line, whole[line.key]))

    def _least(self, line: AnswerLine, hidden: frozenset[str]) -> frozenset[str]:
        """What has to be hidden of a line, without what was hidden beside a small answer and helps no more."""
        for code in sorted(hidden, key=lambda code: (line.counts[code], code)):
            less = hidden - {code}
            if line.counts[code] >= FEWEST and not SaidOfAsked.of(line, self, less).in_danger():
                hidden = less
        return hidden

    def _hide_of_both(self, one: AnswerLine, other: AnswerLine, whole: Hidden) -> None:
        while keys := self._beside_both(one, other):
            of_other = whole[other.key]
            hidden = whole[one.key], frozenset(other.codes) if of_other is None else of_other
            if not in_danger_by(one, other, self, hidden):
                break
            self.held.add(keys[0])

    def _beside_both(self, one: AnswerLine, other: AnswerLine) -> list[str]:
        """The questions asked by what somebody said to both, those that fewest answered first."""
        both = {*self.beside(one.key[0])} & {*self.beside(other.key[0])} if one.key[0] != other.key[0] else set()
        return sorted(both, key=lambda key: (int(self.answered[key].sum()), key))

    def _to_hold(self, line: AnswerLine, hidden: frozenset[str] | None) -> str:
        """The question to say nothing of: the one fewest answered of those that help alone, or else of all."""
        keys = sorted(self.beside(line.key[0]), key=lambda key: int(self.answered[key].sum()))
        for key in keys:
            self.held.add(key)
            helps = not self.beside(line.key[0]) or not SaidOfAsked.of(line, self, hidden).in_danger()
            self.held.discard(key)
            if helps:
                return key
        return keys[0]


@dataclass(frozen=True)
class SaidOfAsked:
    """A line, those who answered the questions asked by it, and what is said of both.

    Args:
        line: what somebody said.
        hidden: the answers of which is not said how many gave them; None where nothing is said of any.
        asked: the questions asked by it.
        kinds: each way of answering the line and the questions: the place on the line, and which were answered.
        truth: how many are of each kind.
    """

    line: AnswerLine
    hidden: frozenset[str] | None
    asked: Sequence[str]
    kinds: Counts
    truth: Counts

    @classmethod
    def of(cls, line: AnswerLine, some: AskedOf, hidden: frozenset[str] | None) -> "SaidOfAsked":
        """What is said of everybody."""
        asked = some.beside(line.key[0])
        return cls(line, hidden, asked, *some.kinds(asked, line))

    def in_danger(self) -> list[str]:
        """The answers few gave, and is said so."""
        small = [code for code, count in self.line.counts.items() if is_small(count)]
        if not small:
            return []
        danger = _in_danger(self.truth, self.sums(), [self._of(code) for code in small], self.not_empty())
        return [small[at] for at in danger]

    def sums(self) -> Iterator[Counts]:
        """What is said of how many: gave each answer that is shown or none, and answered each question asked by it."""
        yield np.arange(len(self.truth))
        yield from (np.flatnonzero(row == 1) for row in self.kinds[1 : len(self.asked) + 1])
        yield from (self._of(code) for code in self.line.known)
        if self.hidden is not None:
            yield from (self._of(code) for code in self.line.codes if code not in self.hidden)
            yield np.flatnonzero(self.kinds[0] < 0)

    def not_empty(self) -> list[Counts]:
        """What was hidden by itself: whoever knows the rules knows that somebody gave it."""
        hidden = self.hidden or frozenset()
        return [self._of(code) for code in hidden if len(hidden) < len(self.line.codes)]

    def more_to_hide(self, code: str) -> str | None:
        """The answer fewest gave of those that are shown and led to the same questions as one that is in danger."""
        mine = self._led_to(code)
        gone = {*(self.hidden or ()), *self.line.known}
        shown = [one for one in self.line.codes if one not in gone and self.line.counts[one] >= FEWEST]
        alike = [one for one in shown if self._led_to(one) & mine]
        return min(alike, key=lambda one: (self.line.counts[one], one), default=None)

    def _of(self, code: str) -> Counts:
        return np.flatnonzero(self.kinds[0] == self.line.codes.index(code))

    def _led_to(self, code: str) -> set[tuple[int, ...]]:
        return {tuple(map(int, self.kinds[1:, at])) for at in self._of(code)}


def in_danger_by(
    line: AnswerLine,
    by: AnswerLine,
    some: AskedOf,
    hidden: tuple[frozenset[str] | None, frozenset[str]],
    cells: Sequence[tuple[Collection[str], Collection[str]]] = (),
    answered: Mapping[str, Collection[str]] = MappingProxyType({}),
    both: Sequence[tuple[str, str]] = (),
) -> list[tuple[str, str]]:
    """The pairs of answers to two lines that few gave, and is said so by how many answered a question asked by one.

    Args:
        line: what questions are asked by.
        by: what is looked at apart: the parts, the months, the other side of a table.
        some: those questions.
        hidden: what is hidden of everybody, of the one line and of the other.
        cells: pairs of which is said how many gave both, as the answers to the one and those to the other that are told
            together; no answer at all is the empty one.
        answered: by question, for which answers to the other line is said how many answered it.
        both: pairs of questions of which is said how many answered both.
    """
    asked = some.beside(line.key[0])
    shared = [at for at, key in enumerate(asked) if by.key[0] in some.by[key]]
    kinds, truth = with_possible(*some.kinds(asked, line, by), shared)
    of_line, of_other = (
        {code: kinds[at] == to for to, code in enumerate(one.codes)} for at, one in ((0, line), (-1, by))
    )
    of_line[NOBODY_SAID], of_other[NOBODY_SAID] = kinds[0] < 0, kinds[-1] < 0
    own = SaidOfAsked(line, hidden[0], asked, kinds, truth)
    places = [(one, other, of_line[one] & of_other[other]) for one in line.codes for other in by.codes]
    # Whoever answered a question by an answer, too: each of its own answers is one of theirs.
    places += [(one, "", of_line[one] & mark) for one in line.codes for mark in (of_line[one], *(kinds[1:-1] == 1))]
    small = [(one, other, np.flatnonzero(mark)) for one, other, mark in places if is_small(truth[mark].sum())]
    if not small:
        return []
    sums = [*own.sums()]
    sums += [np.flatnonzero(mark) for code, mark in of_other.items() if code not in hidden[1]]
    sums += [
        np.flatnonzero(
            np.any([of_line[one] for one in ones], axis=0) & np.any([of_other[one] for one in others], axis=0)
        )
        for ones, others in cells
    ]
    sums += [
        np.flatnonzero((kinds[1 + at] == 1) & of_other[code])
        for at, key in enumerate(asked)
        for code in answered.get(key, ())
    ]
    sums += [np.flatnonzero((kinds[[1 + asked.index(key) for key in pair]] == 1).all(axis=0)) for pair in both]
    known = [np.flatnonzero(of_other[code]) for code in hidden[1] if len(hidden[1]) < len(by.codes)]
    danger = _in_danger(truth, sums, [where for _one, _other, where in small], [*own.not_empty(), *known])
    return [small[at][:2] for at in danger]


def _in_danger(
    truth: Counts, sums: Iterable[Counts], secrets: Sequence[Counts], some: Sequence[Counts] = ()
) -> list[int]:
    """Which of these groups of kinds are in danger; which kinds there are is known to whoever reads the questions."""
    every, none = np.ones(len(truth), dtype=bool), np.zeros(len(truth), dtype=np.int64)
    audit = Audit(truth, every, none, [one for one in sums if len(one)], [one for one in some if len(one)])
    return [*audit.in_danger(secrets)]
