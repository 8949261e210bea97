"""A whole report as plain data: what the page, the files and the print show, and nothing that points at somebody."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from leadgate.questions.kinds import AnyItem, Matrix, Number, OneChoice, SeveralChoices, Slider
from leadgate.statistics.disclosure import FEWEST
from leadgate.statistics.tallies import Answers, Tally
from leadgate.survey_analysis import parts
from leadgate.survey_analysis.amounts import edges_of
from leadgate.survey_analysis.asking.some import AskedOf
from leadgate.survey_analysis.asking.ways import Ways
from leadgate.survey_analysis.beside import WITH_SUMS, Beside, Groups
from leadgate.survey_analysis.crosstabs import is_crossed, pairs_of
from leadgate.survey_analysis.figures import SCALES, MaySee, figures_of, scale
from leadgate.survey_analysis.full_quotas import NONE, UNLIMITED, Full, Limits, leaves_few, nearly, unsaid
from leadgate.survey_analysis.grouping import every_line, known_lines, marks_of_part
from leadgate.survey_analysis.hiding import Cover, Hiding, is_open
from leadgate.survey_analysis.lines import Column
from leadgate.survey_analysis.offering import of_those_asked
from leadgate.survey_analysis.own_tables import TableSide, table_of_own
from leadgate.survey_analysis.parts import LineKey
from leadgate.survey_analysis.publishing.intersecting import Intersection
from leadgate.survey_analysis.publishing.linking import Published
from leadgate.survey_analysis.publishing.remembering import Remembered
from leadgate.survey_analysis.rows import HELD, UNASKED
from leadgate.survey_analysis.signs import STRAIGHT, hints_of, signs_of
from leadgate.survey_analysis.weighing import Weighing

Margins = Mapping[str, Mapping[str, float]]
Codes = Mapping[str, Sequence[str]]
ALL = Ways()
NOTHING = Remembered()
MONTH: LineKey = (parts.MONTH, "")
FEW_PEOPLE: dict[str, Any] = {"people": None, "few": True, "questions": {}, "pairs": [], "weighting": None}


class AllAnswers:
    """All answers of a survey, and what of them may be shown.

    Args:
        items: its questions by key.
        answers: all finished responses.
        codes: the codebook of each question answered in words.
        asked_for: the parts and tables somebody asked for, the first of them first.
        ways: what decides who is asked what; where nothing is known, everybody is asked everything.
        remembered: what was published of the same people before.
        full: the answers of which everybody knows how many gave them, by question.
        limits: at how many quotas are full.
    """

    def __init__(
        self,
        items: Mapping[str, AnyItem],
        answers: Answers,
        codes: Codes,
        asked_for: Sequence[str] = (),
        ways: Ways = ALL,
        remembered: Remembered = NOTHING,
        full: Full = NONE,
        limits: Limits = UNLIMITED,
    ) -> None:
        self.items, self.answers, self.codes, self.ways, self.remembered = items, answers, codes, ways, remembered
        self.asked_for = [*dict.fromkeys((*remembered.asked, *asked_for))]
        self.full, self.limits = full, limits
        self._weighing: Weighing | None = None
        self._not_said = [one for one in remembered.asked if not parts.is_table(one)]
        self.columns = {key: Column.of(answers.columns[key]) for key in items}
        self.signs = signs_of(items, self.columns, answers)
        numbers = {key: item for key, item in items.items() if isinstance(item, Number | Slider)}
        came = np.array(answers.reports) if len({*answers.reports}) > 1 else None
        summed = {key: item for key, item in items.items() if isinstance(item, WITH_SUMS)}
        self.beside = {key: Beside(item, self.columns[key], came) for key, item in summed.items()}
        self.edges = {key: edges_of(item, self.columns[key].tally()) for key, item in numbers.items()}

    @cached_property
    def published(self) -> Published:
        """Which tables are published, in this order: of pairs of questions, of months, of weights, of what is asked."""
        groups = {parts.maker_of(one, self.items)[0] for one in self.asked_for if not parts.is_table(one)}
        tables = [side for one in self.asked_for if parts.is_table(one) for side in parts.sides_of_table(one)]
        compound = [one for one in self.asked_for if parts.is_compound(one) and not parts.is_table(one)]
        found = Published(
            self.hiding,
            groups | {key for side in tables for key in self._keys_of(side)},
            [Intersection(self.hiding, (one, ""), self._made_of(one)) for one in compound],
        )
        found.again(self.remembered.steps)
        return found

    def _made_of(self, part: str) -> list[tuple[LineKey, str]]:
        """The line and the answer of each condition of a part."""
        return [parts.maker_of(parts.joined([one]), self.items) for one in parts.conditions_of(part)]

    @cached_property
    def hiding(self) -> Hiding:
        """What is hidden."""
        known = known_lines(self.items, self.columns, self.codes, self.edges, self.full)
        every = every_line(known, self.items, self.answers, self.signs, self.asked_for)
        lines = {line.key: line for line in every}
        makers = [key for key in lines if isinstance(self.items.get(key[0]), OneChoice | SeveralChoices)]
        answered = {key: self.columns[key].places >= 0 for key in self.ways.asked_by}
        some = AskedOf(lines, self.ways.asked_by, answered)
        others = [key for key in lines if key[0] not in self.items]
        quotas = unsaid(self.items, self.full) | nearly(self.items, self.columns, self.limits, self.ways.asked_by)
        return Hiding(lines, [*makers, *others], some, quotas, self.answers.reports)

    def _keys_of(self, side: str) -> list[LineKey]:
        """The lines that stand in the rows or columns of a table: of a question with several answers one for each."""
        name, _, line = side.partition(parts.LINE)
        if parts.has_several(self.items.get(name)):
            return [key for key in self.hiding.lines if key[0] == name]
        return [(name, line)]

    @cached_property
    def is_withheld(self) -> bool:
        """Whether nothing is said at all, beside a quota that is full."""
        return leaves_few(self.items, self.columns, self.hiding.lines.values(), self.full, len(self.answers))

    def whole(self, margins: Margins, *, groups_may_be_told: bool = True) -> dict[str, Any]:
        """The figures of everybody.

        Args:
            margins: for weighting, the true share of each answer to some questions; none for none.
            groups_may_be_told: whether anything may be said that compares groups or times.
        """
        people = len(self.answers)
        if people < FEWEST or self.is_withheld:
            return FEW_PEOPLE | {"full": people >= FEWEST}
        crossed = [self.hiding.lines[key, ""] for key, item in self.items.items() if is_crossed(item)]
        pairs = pairs_of(crossed, self.published) if groups_may_be_told else []
        months = {key: self._over_time(item, None) for key, item in self.items.items()} if groups_may_be_told else {}
        weighing = self._weighing = Weighing.of(self.published, margins) if margins and groups_may_be_told else None
        if weighing:
            months = {key: self._over_time(item, weighing) for key, item in self.items.items()}
        questions = {key: self._of_everybody(item, weighing) | months.get(key, {}) for key, item in self.items.items()}
        return {
            "people": people,
            "questions": questions,
            "pairs": pairs,
            "weighting": weighing.plain() if weighing else None,
            "languages": self._named(parts.LANGUAGE),
            "sources": self._named(parts.SOURCE),
            "versions": self._named(parts.VERSION),
            "origins": self._named(parts.ORIGIN),
            "hints": hints_of(self.signs, people),
        }

    def _named(self, name: str) -> list[str]:
        """The languages or sources that can be looked at apart."""
        side = self.hiding.sides.get((name, ""))
        return [code for code in side.codes if side.line.counts[code]] if side else []

    def _of_everybody(self, item: AnyItem, weighing: Weighing | None) -> dict[str, Any]:
        column, unshared, marks = self.columns[item.key], {}, [np.ones(len(self.answers), dtype=bool)]
        given = column.tally()
        if weighing and weighing.weights is not None:
            given = column.tally(None, weighing.weights)
            marks += weighing.line.groups
        if weighing:
            unshared = {key[1]: weighing.unshared(key) for key in self.hiding.lines if key[0] == item.key}
        return self._figures(item, given, self.hiding.whole, unshared, (marks, marks))

    def _figures(
        self, item: AnyItem, given: Tally, cover: Cover, unshared: Mapping[str, frozenset[str]], groups: Groups
    ) -> dict[str, Any]:
        if self.hiding.is_full(item.key):
            return dict(HELD)
        if self.hiding.is_held(item.key):
            return dict(UNASKED)
        hidden = {line: gone for (key, line), gone in cover.items() if key == item.key}
        edges, beside = self.edges.get(item.key, ()), self.beside.get(item.key)
        sums = [self.columns[item.key].tally(mark) for mark in groups[1]] if beside else []
        seen = MaySee(hidden, unshared, sums, edges, cover is self.hiding.whole, groups[0], beside)
        found = figures_of(item, given, self.codes.get(item.key, ()), seen)
        if item.key in self.ways.offered:
            is_plain = seen.is_everybody and not unshared
            found["rows"] = of_those_asked(item, found.get("rows", ()), self.ways, self.published if is_plain else None)
        return found

    def told(self) -> Remembered:
        """All that was published by now, of these people."""
        return Remembered(self.asked_for, [*self.published.steps])

    def asked(self, name: str) -> dict[str, Any]:
        """What somebody asked for: a part or a table; to be called for each in their order, after the whole."""
        if parts.is_table(name):
            return self.table(name)
        # Sums that were said before, and are not asked for now, are known all the same.
        while self.beside and self._not_said and (one := self._not_said.pop(0)) != name:
            self.part(one)
        return self.part(name)

    def table(self, table: str) -> dict[str, Any]:
        """A table of two things."""
        if self.is_withheld:
            return {"people": None, **HELD, **dict(zip(("rows", "columns"), parts.sides_of_table(table), strict=True))}
        rows, columns = (self._side(one) for one in parts.sides_of_table(table))
        return {"people": len(self.answers), **table_of_own(rows, columns, self.published, self._weighing)}

    def _side(self, name: str) -> TableSide:
        keys = [key for key in self._keys_of(name) if key in self.hiding.lines]
        words = [f"{low:g}–{high:g}" for low, high in pairwise(self.edges.get(keys[0][0], ()))] if keys else ()
        lines = [self.hiding.lines[key] for key in keys]
        return TableSide(name, lines, words, is_several=parts.has_several(self.items.get(name)))

    def part(self, part: str) -> dict[str, Any]:
        """The figures of a part, unweighted; nothing where it or the rest is so small that it could be worked out."""
        maker, code = parts.maker_of(part, self.items)
        may_be = not self.is_withheld and self.hiding.may_be_part(maker, code)
        if not (may_be and self._is_told(part) and self.published.add_size(maker)):
            return dict(FEW_PEOPLE)
        # What makes parts comes last: what those tell of other lines is known by then.
        keys = [key for key in self.hiding.lines if key[0] in self.items]
        cover = {key: self._of_row(maker, code, key) for key in sorted(keys, key=self.published.groups.__contains__)}
        line = self.hiding.lines[maker]
        mark = line.places == line.codes.index(code)
        questions = {
            key: self._figures(item, self.columns[key].tally(mark), cover, {}, ([mark], line.groups))
            if code in self.published.tells_answered(key, maker)
            else dict(UNASKED)
            for key, item in self.items.items()
        }
        return {"people": int(mark.sum()), "questions": questions, "pairs": [], "weighting": None}

    def _is_told(self, part: str) -> bool:
        """Whether the size of a part may be said: nothing it is made of is hidden, by itself or by two at once, and
        neither those of whom only some of its conditions are true are few.
        """
        made_of = [one for one in self._made_of(part) if not parts.is_compound(one[0][0])]
        if not all(key in self.hiding.sides and code in self.hiding.sides[key].codes for key, code in made_of):
            return False
        if not all(self._is_shown(*one, *other) for one, other in combinations(made_of, 2)):
            return False
        marks = marks_of_part(part, self.items, self.hiding.lines, self.answers)
        _kinds, sizes = np.unique(np.stack(marks), axis=1, return_counts=True)
        return not parts.is_compound(part) or not (sizes < FEWEST).any()

    def _is_shown(self, one: LineKey, code: str, other: LineKey, its_code: str) -> bool:
        rows, columns = self.hiding.sides[one], self.hiding.sides[other]
        shown = self.hiding.shown_of(rows, columns)[rows.codes.index(code), columns.codes.index(its_code)]
        return bool(shown) and self.published.add(one, other)

    def _of_row(self, maker: LineKey, code: str, key: LineKey) -> frozenset[str] | None:
        if (
            STRAIGHT in self.signs
            and isinstance(self.items.get(key[0]), Matrix)
            and not is_open(maker, key, self.hiding)
        ):
            return None
        is_told = key in self.hiding.sides and self.published.add(maker, key) and self._is_asked_openly(maker, key)
        return self.hiding.of_row(maker, code, key) if is_told else None

    def _is_asked_openly(self, maker: LineKey, key: LineKey) -> bool:
        """Whether it is said of each answer to a line how many of them answered what a part is made of."""
        made_of = dict(parts.conditions_of(maker[0])) if parts.is_compound(maker[0]) else [maker[0]]
        return all({*self.hiding.sides[key].codes} <= self.published.tells_answered(one, key) for one in made_of)

    def _over_time(self, item: AnyItem, weighing: Weighing | None) -> dict[str, Any]:
        """The score of a scale month by month; weighted where that is safe for all months, and said whether it is."""
        side = self.hiding.sides.get(MONTH)
        if not isinstance(item, SCALES) or side is None or (item.key, "") not in self.hiding.sides:
            return {}
        is_weighted = bool(weighing and weighing.may_tell(side.line, self.hiding.lines[item.key, ""]))
        weights = weighing.weights if weighing and is_weighted else None
        months = [one for month in side.codes if (one := self._month(item, month, weights))]
        return {"months": months} | ({"months_weighted": is_weighted} if weighing else {})

    def _month(self, item: Any, month: str, weights: npt.NDArray[np.float64] | None) -> dict[str, Any] | None:
        line = self.hiding.lines[MONTH]
        cover = self._of_row(MONTH, month, (item.key, ""))
        given = self.columns[item.key].tally(line.places == line.codes.index(month), weights)
        if cover is None or given.answered < FEWEST or month not in self.published.tells_answered(item.key, MONTH):
            return None
        scores = scale(item, given, MaySee({"": cover}))["scores"]
        return {"month": month, "count": int(given.answered), "scores": scores} if scores else None
