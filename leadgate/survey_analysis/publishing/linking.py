"""Tables that are published beside each other: several of them over three lines tell more than each of them alone.

So they are published one after the other, and each only where no cell of three lines is put in danger by it, also none
of a table that is not published: of two questions that each go closely with a third. What came first stays, because
whoever has seen it remembers it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, permutations, product

import numpy as np

from leadgate.statistics.auditing import Audit, Counts, Marks
from leadgate.statistics.disclosure import FEWEST
from leadgate.statistics.facing import Face, is_exposed
from leadgate.survey_analysis.asking.some import NOBODY_SAID, in_danger_by
from leadgate.survey_analysis.grouping import are_related
from leadgate.survey_analysis.hiding import Hiding, table_of
from leadgate.survey_analysis.parts import MONTH, LineKey, is_compound
from leadgate.survey_analysis.publishing.intersecting import Intersection
from leadgate.survey_analysis.publishing.joining import Joints, is_time
from leadgate.survey_analysis.publishing.remembering import Step


@dataclass
class Published:
    """Which lines are shown by which others.

    Args:
        hiding: what each table hides by itself.
        groups: the lines whose answers are parts somebody looks at, or that stand in tables somebody asked for.
        intersections: the parts of several conditions.
        steps: all that was published, in its order.
    """

    hiding: Hiding
    groups: Collection[LineKey] = ()
    intersections: Sequence[Intersection] = ()
    steps: dict[Step, None] = field(default_factory=dict)
    _answered: dict[tuple[str, LineKey], set[str]] = field(default_factory=dict)
    _beside: dict[LineKey, dict[LineKey, bool]] = field(default_factory=dict)
    _sized: set[LineKey] = field(default_factory=set)
    _counted: dict[tuple[LineKey, LineKey], Counts] = field(default_factory=dict)

    @cached_property
    def _joints(self) -> Joints:
        return Joints(self.hiding)

    def again(self, steps: Sequence[Step]) -> None:
        """Publish what was published before, in its order; before anything else is.

        Args:
            steps: what it was. What cannot be looked at now stays remembered.
        """
        for step in steps:
            question, one, other = step
            self.steps[step] = None
            if {one, other} <= self.hiding.sides.keys():
                self._publish(question, one, other)

    def _publish(self, question: str, one: LineKey, other: LineKey) -> None:
        if question:
            self.tells_answered(question, one)
        elif one == other:
            self.add_size(one)
        else:
            self.add(one, other)

    def add(self, one: LineKey, other: LineKey) -> bool:
        """Publish a table, unless that would put a cell in danger; answers whether it is published.

        Args:
            one, other: its two sides.
        """
        if one == other:
            return True
        known = self._beside.setdefault(one, {})
        if other not in known:
            known[other] = self._beside.setdefault(other, {})[one] = True
            linked = self._linked(one, other)
            safe = not (self.hiding.is_near_reports(one) or self.hiding.is_near_reports(other))
            safe = safe and not self.hiding.tells_of_few(one, other)
            safe = safe and not any(self._is_dangerous(one, other, third) for third in linked)
            safe = safe and not self._crosses(one, other)
            safe = safe and not (self._tells_of_asked(one, other) or self._tells_of_asked(other, one))
            safe = safe and not any(self._tells_of_part(part, one, other) for part in self._sized)
            known[other] = self._beside[other][one] = safe
            if safe:
                self.steps["", one, other] = None
        return known[other]

    def tells_answered(self, question: str, by: LineKey) -> set[str]:
        """For which answers to a line it is said how many answered a question; all but of one asked of some only.

        Args:
            question: its key.
            by: the line: of parts, months, or the other side of a table.
        """
        codes = {*self.hiding.sides[by].codes, NOBODY_SAID}
        some = self.hiding.some
        if some is None or question not in some.by:
            return codes
        if (question, by) not in self._answered:
            self.steps[question, by, by] = None
            told = self._answered[question, by] = codes
            # Of two that are both asked of some only, each tells how many answered the other.
            again = [key for key in self.hiding.sides if key[0] == question] if by[0] in some.by else []
            for key, other in product([one for one in self.hiding.lines if one[0] in some.by[question]], [by, *again]):
                while told and (danger := self._tells_of_asked(key, other)):
                    few = {code for _said, code in danger} & told
                    told -= few or {min(told, key=lambda code: (self._size(by, code), code))}
        return self._answered[question, by]

    def base_of(self, by: LineKey, codes: Collection[str], key: LineKey) -> int | None:
        """How many of those who gave some answers to a line answered another; None where that does not follow from what
        is said of each of them.
        """
        sides = self.hiding.sides
        if not {by, key} <= sides.keys() or not self.add(by, key):
            return None
        mine = [code for code in codes if self._size(by, code)]
        told = self.tells_answered(key[0], by) & {*sides[by].codes}
        table, shown = self._table(by, key), self.hiding.shown_of(sides[by], sides[key])
        rows = [sides[by].codes.index(code) for code in mine if code in told]
        are_told = all(shown[row, -1] or shown[row, :-1].all() for row in rows)
        base = int(table[rows, :-1].sum())
        return base if len(rows) == len(mine) and are_told and base >= FEWEST else None

    def _size(self, by: LineKey, code: str) -> int:
        return self.hiding.lines[by].counts.get(code, 0)

    def _tells_of_asked(self, one: LineKey, by: LineKey) -> list[tuple[str, str]]:
        """Which answers to two lines that few gave are told by how many answered the questions asked by one."""
        some, sides = self.hiding.some, self.hiding.sides
        asked = some.beside(one[0]) if some else []
        if some is None or not asked:
            return []
        cells = []
        if self._is_told(one, by):
            shown = self.hiding.shown_of(sides[one], sides[by])
            cells = [(sides[one].names(row), sides[by].names(column)) for row, column in np.argwhere(shown)]
        hidden = (self.hiding.whole[one], sides[by].hidden)
        answered = {key: self._answered.get((key, by), ()) for key in asked}
        both = [pair for pair in permutations(asked, 2) if self._tells_both(*pair)]
        return in_danger_by(self.hiding.lines[one], self.hiding.lines[by], some, hidden, cells, answered, both)

    def _tells_both(self, one: str, other: str) -> bool:
        """Whether it follows how many answered both questions, from how many did who gave each answer to the other."""
        mine = [key for key in self.hiding.sides if key[0] == other]
        return any({*self.hiding.sides[key].codes} <= {*self._answered.get((one, key), ())} for key in mine)

    def _linked(self, one: LineKey, other: LineKey) -> list[LineKey]:
        """The lines this table tells more of, beside one that is published: whatever either side is shown by."""
        told = {key for line in (one, other) for key, is_told in self._beside[line].items() if is_told}
        return sorted(told - {one, other})

    def _crosses(self, one: LineKey, other: LineKey) -> bool:
        """Whether parts tell of few people, by one of these lines beside what they are made of."""
        known = self._sized_parts()
        starts = [{*part.lines, key} for part in known for key in self._crossed(part, one, other)]
        return any(joint.tells_of_few(self._is_told) for joint in self._joints.of(known, starts))

    def _sized_parts(self, also: LineKey | None = None) -> list[Intersection]:
        return [part for part in self.intersections if part.is_known and part.part in {*self._sized, also}]

    def _crossed(self, part: Intersection, one: LineKey, other: LineKey) -> list[LineKey]:
        """The lines of which a table tells something to whoever knows the size of a part."""
        mine = self._beside_part(part)
        if {one, other} <= mine:
            return self._shown_by(part)
        return [key for line, key in ((one, other), (other, one)) if line in mine]

    def _beside_part(self, part: Intersection) -> set[LineKey]:
        """A part, what it is made of, and other times, where one of that is."""
        times = {key for key in self.hiding.sides if is_time(key)} if any(map(is_time, part.lines)) else set[LineKey]()
        return {*part.lines, part.part, *times}

    def _shown_by(self, part: Intersection) -> list[LineKey]:
        """The lines that are shown for the part, or for anything it is made of."""
        mine = self._beside_part(part)
        shown = [self._beside.get(line, {}) for line in mine]
        return sorted({key for beside in shown for key, is_told in beside.items() if is_told} - mine)

    def _is_told(self, one: LineKey, other: LineKey) -> bool:
        return self._beside.get(one, {}).get(other, False)

    def add_size(self, maker: LineKey) -> bool:
        """Publish how many are in a part, unless that would tell of few people; answers whether it is published.

        Args:
            maker: its line.
        """
        if maker not in self._sized and not self._is_apart(maker):
            return False
        if is_compound(maker[0]):
            self._sized.add(maker)
            self.steps["", maker, maker] = None
        return True

    def _is_apart(self, maker: LineKey) -> bool:
        """Whether the size of a part tells nothing of few people, beside what its conditions are made of."""
        related = [key for key in self.hiding.sides if are_related(maker, key)]
        if any(self._tells_sizes(maker, key) for key in related if self._is_counted(key)):
            return False
        if any(self._tells_of_part(maker, *pair) for pair in combinations(related, 2) if self._is_told(*pair)):
            return False
        sized = self._sized_parts(maker)
        mine = {line for part in sized if part.part == maker for line in part.lines}
        starts = [{*part.lines, key} for part in sized for key in self._shown_by(part)]
        joints = self._joints.of(sized, [mine, *(start for start in starts if mine <= start)])
        return not any(joint.tells_of_few(self._is_told) for joint in joints)

    def _tells_of_part(self, part: LineKey, one: LineKey, other: LineKey) -> bool:
        """Whether a table tells few of a part's people, or of those beside it, by how many these are."""
        return are_related(part, one) and are_related(part, other) and self._is_dangerous(part, one, other)

    def _is_counted(self, key: LineKey) -> bool:
        """Whether how many are behind each of its answers is shown: of questions, and of what somebody looks at."""
        if is_compound(key[0]):
            return key in self._sized
        return key in self.groups or key[0] == MONTH or not key[0].startswith(".")

    def _tells_sizes(self, one: LineKey, other: LineKey) -> bool:
        table = self._table(one, other)
        places = np.arange(table.size).reshape(table.shape)
        secrets = [places[row, column][None] for row, column in np.argwhere((table > 0) & (table < FEWEST))]
        # Nobody in a part gave another answer than the one it is made of: what is empty is known to be.
        audit = Audit(table.ravel(), table.ravel() > 0, np.zeros(table.size, dtype=np.int64), [*places, *places.T])
        return next(audit.in_danger(secrets), None) is not None

    def _table(self, one: LineKey, other: LineKey) -> Counts:
        if (one, other) not in self._counted:
            found = table_of(self.hiding.sides[one], self.hiding.sides[other])
            self._counted[one, other], self._counted[other, one] = found, found.T
        return self._counted[one, other]

    def _shown(self, one: LineKey, other: LineKey) -> Marks:
        if self._is_told(one, other):
            return self.hiding.shown_of(self.hiding.sides[one], self.hiding.sides[other])
        return np.zeros_like(self._table(one, other), dtype=bool)

    def _is_dangerous(self, *keys: LineKey) -> bool:
        tables = [
            Face(at, self._table(*pair), self._shown(*pair))
            for at, pair in zip(combinations(range(3), 2), combinations(keys, 2), strict=True)
        ]
        secrets = [
            (face.at, int(row), int(column))
            for face in tables
            for row, column in np.argwhere(face.is_secret & ~self._may_be_more(face, keys))
        ]
        joint = [face.at for face in tables if are_related(keys[face.at[0]], keys[face.at[1]])]
        ruled = joint + [face.at for face in tables if self._is_ruled(*(keys[axis] for axis in face.at))]
        lines = [(self.hiding.sides[key].size, self.hiding.sides[key].places) for key in keys]
        return bool(secrets or joint) and is_exposed(lines, tables, secrets, joint, ruled)

    def _is_ruled(self, one: LineKey, other: LineKey) -> bool:
        """Whether what somebody said to one decides whether they are asked the other."""
        by = self.hiding.some.by if self.hiding.some else {}
        return other[0] in by.get(one[0], ()) or one[0] in by.get(other[0], ())

    def _may_be_more(self, face: Face, keys: tuple[LineKey, ...]) -> Marks:
        """The cells of a table that is not published that may stand for five, as far as the two others tell: for each
        answer to the line these have in common, people can be put together anew.
        """
        [middle] = {0, 1, 2} - {*face.at}
        one, other = (keys[at] for at in face.at)
        is_ruled = any(self._is_ruled(*pair) for pair in combinations(keys, 2))
        if self._is_told(one, other) or is_ruled:
            return np.zeros_like(face.is_secret)
        first, second = self._table(one, keys[middle]), self._table(keys[middle], other)
        return np.asarray(np.minimum(first[:, :, None], second[None]).sum(axis=1) >= FEWEST)
