"""Of whom the sums of a question are said: a part's only where they tell nobody's answer beside all said before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from leadgate.questions.kinds import AnyItem, ConstantSum, Number, Ranking, Slider
from leadgate.statistics.auditing import Counts
from leadgate.statistics.beside_reports import sums_tell_of_few
from leadgate.statistics.sums import Amounts, Sums
from leadgate.statistics.tallies import Frozen, thawed
from leadgate.survey_analysis.lines import Column, Marks
from leadgate.survey_analysis.placing import PointsSaid, place_points, tell_places
from leadgate.survey_analysis.sharing import part_of_sum

Groups = tuple[list[Marks], list[Marks]]
"""Whose sums are said, and whose follow when each answer of a line is a part one looks at; who answered it not, too."""
WITH_SUMS = (Number, Slider, Ranking, ConstantSum)


@dataclass
class Beside:
    """What is said of the sums of a question.

    Args:
        item: the question.
        column: what everybody answered.
        reports: with which report of everybody each person came; None where there was one.
    """

    item: AnyItem
    column: Column
    reports: Counts | None = None
    _said: dict[str, list[PointsSaid]] = field(default_factory=dict)

    def may_say(self, groups: Sequence[Marks], things: Collection[str], hidden: Collection[str]) -> frozenset[str]:
        """Of which things the sum of a group is said, beside what was; each is remembered.

        Args:
            groups: who is in it, and in others whose sums follow from it at once.
            things: of which it could be said by itself; a number has one, without a name.
            hidden: the things of which is not said how many put them first.
        """
        more = {
            thing: [*self._said.get(thing, ()), *((one, thing not in hidden) for one in groups)] for thing in things
        }
        may = {
            thing
            for thing in things
            if not (self._tells(thing, more[thing]) or self._tells_beside_reports(thing, groups))
        }
        if isinstance(self.item, ConstantSum) and len(may) < len(self.item.choices):
            return frozenset()
        self._said |= {thing: more[thing] for thing in may}
        return frozenset(may)

    def may_say_spread(self) -> bool:
        """Whether intervals may be said of all whose sums are, with what these tell of how far answers lie apart."""
        told = [(thing, [mark for mark, _first in said]) for thing, said in self._said.items()]
        return not any(Sums(self._amounts(thing), groups).spread_tells_of_one for thing, groups in told)

    def _tells(self, thing: str, said: Sequence[PointsSaid]) -> bool:
        if isinstance(self.item, Ranking):
            return tell_places(self.item, self._amounts(thing), said)
        return Sums(self._amounts(thing), [mark for mark, _first in said]).tell_of_one

    def _tells_beside_reports(self, thing: str, groups: Sequence[Marks]) -> bool:
        # Each by itself, so that what was said before is not looked at again.
        came = self.reports
        return came is not None and any(sums_tell_of_few(one, self._amounts(thing), came) for one in groups)

    def _amounts(self, thing: str) -> Amounts:
        return np.array([*(self._amount(value, thing) for value in self.column.values), np.nan])[self.column.places]

    def _amount(self, value: Frozen, thing: str) -> float:
        given = thawed(value)
        if isinstance(self.item, Ranking):
            return place_points(self.item, thing, given)
        if isinstance(given, Mapping):
            return part_of_sum(given, thing) if thing in given else np.nan
        return float(given)
