"""What of a whole survey may be shown: of everybody, and of each part, whatever else is shown beside it.

Whoever reads two pages subtracts one from the other. So a part is not looked at by itself: it is a line of the table of
the question it is made by and the one that is shown, and that table hides the same cells whoever looks at it, as a part
from either side or as a table. What is hidden of everybody is one block for all parts, never told apart in any.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from leadgate.statistics.auditing import Counts
from leadgate.statistics.beside_reports import is_near_reports, tells_of_few
from leadgate.statistics.disclosure import FEWEST, hidden_of_line, is_told
from leadgate.statistics.tables import shown_of
from leadgate.survey_analysis import parts
from leadgate.survey_analysis.asking.some import NOBODY_SAID, AskedOf
from leadgate.survey_analysis.lines import NOT, AnswerLine, Marks
from leadgate.survey_analysis.parts import LineKey

Cover = Mapping[LineKey, frozenset[str] | None]
"""What is hidden of each line: some of its answers, or with None all that could be said."""


@dataclass(frozen=True)
class Side:
    """A line as one side of a table: what is hidden of everybody is one block, and not answering stands at the end."""

    line: AnswerLine
    hidden: frozenset[str]
    makes_parts: bool
    """Whether its answers are parts one can look at."""

    @classmethod
    def of(cls, line: AnswerLine, *, makes_parts: bool) -> "Side":
        """A line by itself."""
        return cls(line, _hidden_of(line) or frozenset(), makes_parts)

    def names(self, place: int) -> Collection[str]:
        """The answers that stand at a place."""
        return [self.codes[place]] if place < len(self.codes) else [self.hidden, [NOBODY_SAID]][place - len(self.codes)]

    @cached_property
    def codes(self) -> list[str]:
        """Its answers that are shown of everybody."""
        return [code for code in self.line.codes if code not in self.hidden]

    @cached_property
    def places(self) -> Counts:
        """The place of each respondent on it: an answer, the block, or none."""
        at = {code: place for place, code in enumerate(self.codes)}
        known = [*(at.get(code, len(self.codes)) for code in self.line.codes), self.size - 1]
        return np.array(known)[self.line.places]

    @property
    def size(self) -> int:
        """How many places it has."""
        return len(self.codes) + 2

    @cached_property
    def parts(self) -> Marks:
        """Which places are parts one can look at."""
        found = [self.makes_parts and code != NOT for code in self.codes]
        return np.array([*found, False, False])


@dataclass
class Hiding:
    """What is hidden of a survey.

    Args:
        lines: all there are.
        makers: those whose answers are parts one can look at.
        some: the questions that are asked of some only.
        full: those of which nothing may be said beside a quota that is full.
        reports: with which report of everybody each person came.
    """

    lines: Mapping[LineKey, AnswerLine]
    makers: Iterable[LineKey]
    some: AskedOf | None = None
    full: set[str] = field(default_factory=set)
    reports: Sequence[int] = ()
    _near: dict[LineKey, bool] = field(default_factory=dict)
    _tables: dict[tuple[LineKey, LineKey], Marks] = field(default_factory=dict)

    @cached_property
    def whole(self) -> Cover:
        """What is hidden of everybody."""
        found = {key: _hidden_of(line) for key, line in self.lines.items()}
        self.full |= {key[0] for key, line in self.lines.items() if found[key] and is_told(line.counts, line.known)}
        found |= dict.fromkeys((key for key in found if key[0] in self.full), None)
        if self.some:
            self.some.hide(found)
        return found

    def is_full(self, question: str) -> bool:
        """Whether nothing is said of a question, because a quota of it is full, and the rest of its answers are few."""
        return bool(self.whole) and question in self.full

    def is_held(self, question: str) -> bool:
        """Whether nothing is said of a question, because how many were asked it would tell who said what."""
        return bool(self.whole) and self.some is not None and question in self.some.held

    @cached_property
    def sides(self) -> Mapping[LineKey, Side]:
        """The lines as sides of tables; none of one that fewer than five answered."""
        makers = set(self.makers)
        return {
            key: Side(self.lines[key], hidden, key in makers)
            for key, hidden in self.whole.items()
            if hidden is not None
        }

    @cached_property
    def _came(self) -> Counts | None:
        return np.array(self.reports) if len({*self.reports}) > 1 else None

    def is_near_reports(self, key: LineKey) -> bool:
        """Whether what a line says by groups would tell of few, beside reports of everybody."""
        if self._came is None:
            return False
        if key not in self._near:
            self._near[key] = is_near_reports(self.lines[key].groups, self._came)
        return self._near[key]

    def tells_of_few(self, one: LineKey, other: LineKey) -> bool:
        """Whether a table of two lines would tell what few of a group said who came with others' reports."""
        if self._came is None:
            return False
        lines = self.lines[one], self.lines[other]
        first, second = (np.where(line.places < 0, len(line.codes), line.places) for line in lines)
        return tells_of_few(first, second, self._came) or tells_of_few(second, first, self._came)

    def may_be_part(self, maker: LineKey, code: str) -> bool:
        """Whether those who gave an answer may be looked at: neither they nor the rest are few, or hidden."""
        side = self.sides.get(maker)
        rest = len(side.line.places) - side.line.counts.get(code, 0) if side else 0
        return side is not None and code in side.codes and side.line.counts[code] > 0 and not 0 < rest < FEWEST

    def of_row(self, maker: LineKey, code: str, key: LineKey) -> frozenset[str] | None:
        """What is hidden of a line for those who gave an answer to another; None where nothing is said of it."""
        side, other = self.sides[maker], self.sides.get(key)
        if other is None or other is side:
            return other.hidden if other else None
        shown = self.shown_of(side, other)[side.codes.index(code)]
        if not shown.any():
            return None
        told = zip(other.codes, shown, strict=False)
        return other.hidden | {answer for answer, is_shown in told if not is_shown}

    def shown_of(self, rows: Side, columns: Side) -> Marks:
        """The cells of a table that may be shown: the same, whichever of the two is looked at first."""
        first, second = sorted((rows, columns), key=lambda side: (not side.makes_parts, side.line.key))
        known = (first.line.key, second.line.key)
        if known not in self._tables:
            self._tables[known] = _protected(first, second)
        return self._tables[known] if first is rows else self._tables[known].T


def _hidden_of(line: AnswerLine) -> frozenset[str] | None:
    return frozenset(hidden_of_line(line.counts, line.known)) if line.answered >= FEWEST else None


def table_of(rows: Side, columns: Side) -> Counts:
    """How many people stand in each cell."""
    cells = np.bincount(rows.places * columns.size + columns.places, minlength=rows.size * columns.size)
    return cells.reshape(rows.size, columns.size)


def is_open(maker: LineKey, key: LineKey, hiding: Hiding) -> bool:
    """Whether a line of a matrix hides nothing from who answered with care: those who chose one answer throughout are
    as many in each of its lines, so that what one hides another would tell.

    Args:
        maker: the line a part is made by.
        key: the line of the matrix.
        hiding: what is hidden of the survey.
    """
    if parts.SOUND not in dict(parts.conditions_of(maker[0])) and maker[0] != parts.SOUND:
        return True
    lines = [line for line in hiding.lines if line[0] == key[0]]
    tables = [
        table_of(hiding.sides[one], hiding.sides[line])[:-1, :-1]
        for one in (maker, (parts.SOUND, ""))
        for line in lines
        if {one, line} <= hiding.sides.keys()
    ]
    return not any(((table > 0) & (table < FEWEST)).any() for table in tables)


def _protected(rows: Side, columns: Side) -> Marks:
    """A table with its small cells hidden.

    Not to answer is no answer: it is said of everybody who gave one that is shown, so that shares have a base.
    """
    table = table_of(rows, columns)
    secret = np.ones_like(table, dtype=bool)
    secret[-1], secret[:, -1] = False, False
    told = np.ones_like(secret)
    told[-1, -2:] = told[-2:, -1] = False
    if rows.makes_parts or columns.makes_parts:
        told[-2] &= columns.parts
        told[:, -2] &= rows.parts
    return shown_of(table, told, secret)
