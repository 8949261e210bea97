"""Parts beside each other, and beside the questions they are made of: whole less parts, part less part.

Whoever knows how many answered, and how many did in each of three weeks, knows it of the fourth, with every answer that
is shown; whoever knows how many women, how many buyers and how many women who buy said something, knows it of all four
groups. So parts are not looked at by themselves: the lines that several of them are made of are laid out at once, as
kinds of people, and everything said of any of these is one system.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import numpy as np

from leadgate.statistics.auditing import Audit, Counts, Marks
from leadgate.statistics.disclosure import FEWEST
from leadgate.survey_analysis import parts
from leadgate.survey_analysis.hiding import Hiding
from leadgate.survey_analysis.parts import LineKey
from leadgate.survey_analysis.publishing.intersecting import Intersection, IsTold, Places

MOST_KINDS, WIDE = 3_000, 800
"""As many kinds as are laid out, and as many while lines are added that need not be there."""
WHEN = (parts.MONTH, parts.VERSION, f"{parts.DAYS}=")


def is_time(key: LineKey) -> bool:
    """Whether a line says when somebody answered; versions follow each other, so they do."""
    return key[0].startswith(WHEN) and parts.AND not in key[0]


@dataclass(frozen=True)
class Joint:
    """Some lines at once, and the parts made of them.

    Args:
        hiding: what each table hides by itself.
        truth: how many are of each kind.
        places: the place of each kind on each line.
        made: the parts whose size is published, of these lines alone.
    """

    hiding: Hiding
    truth: Counts
    places: Places
    made: Sequence[Intersection]

    def tells_of_few(self, is_told: IsTold) -> bool:
        """Whether what is published tells what few people said, of any answer to two of the lines, any span between
        the ends of others, or any group the conditions of a part make.

        Args:
            is_told: which tables are published.
        """
        if not self._secrets:
            return False
        truth, cells = self.truth, np.arange(self.truth.size)
        sums = [cells[mark] for mark in _distinct(self._told(is_told))]
        audit = Audit(truth, self._free, np.zeros(truth.size, dtype=np.int64), sums)
        return next(audit.in_danger([cells[mark] for mark in self._secrets]), None) is not None

    def _told(self, is_told: IsTold) -> Iterator[Marks]:
        """Whose number is published: who gave each answer, or two that are shown together, and what parts say."""
        sides, places = self.hiding.sides, self.places
        yield np.ones_like(self.truth, dtype=bool)
        for at in places.values():
            yield from (at == place for place in np.unique(at))
        for one, other in combinations(places, 2):
            if is_told(one, other):
                for row, column in np.argwhere(self.hiding.shown_of(sides[one], sides[other])):
                    yield (places[one] == row) & (places[other] == column)
        for part in self.made:
            yield from part.told_over(places, is_told)

    @cached_property
    def _free(self) -> Marks:
        """The kinds there may be: whoever reads knows which answers lead to a question, and which past it."""
        found, by = np.ones_like(self.truth, dtype=bool), self.hiding.some.by if self.hiding.some else {}
        for one, other in combinations(self.places, 2):
            if other[0] in by.get(one[0], ()) or one[0] in by.get(other[0], ()):
                _values, both = np.unique(np.stack([self.places[one], self.places[other]]), axis=1, return_inverse=True)
                found &= np.bincount(both.ravel(), weights=self.truth)[both.ravel()] > 0
        return found

    @cached_property
    def _secrets(self) -> list[Marks]:
        """The groups of one to four people nobody may be told of."""
        return _distinct(mark for mark in self._named() if 0 < self.truth[mark].sum() < FEWEST)

    def _named(self) -> Iterator[Marks]:
        places = self.places
        answers = {key: [at == place for place in self._answers(key, at)] for key, at in places.items()}
        for one, other in combinations([key for key in places if not is_time(key)], 2):
            yield from (mark & its for mark in answers[one] for its in answers[other])
        groups = [(frozenset[LineKey](), mark) for mark in _moments(places)]
        groups += [(part.lines, mark) for part in self.made for mark in part.groups_in(places)]
        for lines, group in groups:
            yield group
            others = [key for key in places if key not in lines and not (is_time(key) and not lines)]
            yield from (group & mark for key in others for mark in answers[key])

    def _answers(self, key: LineKey, at: Counts) -> Iterable[int]:
        """What can be said to a line; not to answer it is no answer."""
        return (place for place in np.unique(at) if place != self.hiding.sides[key].size - 1)


def _moments(places: Places) -> Iterator[Marks]:
    """The times that lie between the ends of all others: any that few answered in is made of some of these."""
    times = [at for key, at in places.items() if is_time(key)]
    if times:
        found, each = np.unique(np.stack(times), axis=1, return_inverse=True)
        yield from (each.ravel() == at for at in range(found.shape[1]))


def _distinct(marks: Iterable[Marks]) -> list[Marks]:
    return list({mark.tobytes(): mark for mark in marks}.values())


@dataclass(frozen=True)
class Joints:
    """What has to be looked at at once.

    Args:
        hiding: what each table hides by itself.
    """

    hiding: Hiding
    _together: dict[frozenset[LineKey], tuple[Counts, Counts]] = field(default_factory=dict)
    _kinds: dict[frozenset[LineKey], tuple[Counts, Places]] = field(default_factory=dict)
    _made: dict[tuple[frozenset[LineKey], frozenset[LineKey]], Joint] = field(default_factory=dict)

    def of(self, made: Sequence[Intersection], starts: Iterable[Iterable[LineKey]]) -> Iterator[Joint]:
        """Some lines, with as many others that parts tie to them as can be laid out; each once.

        Args:
            made: the parts whose size is published.
            starts: the lines; of one that stands for a part itself, what it is made of is looked at.
        """
        by_line = {part.part: part.lines for part in made}
        plain = ({line for key in start for line in by_line.get(key, (key,))} for start in starts)
        found = {self._widened(made, frozenset(lines)) for lines in plain}
        for lines in sorted((one for one in found if not any(one < other for other in found)), key=sorted):
            mine = [part for part in made if part.lines <= lines]
            which = lines, frozenset(part.part for part in mine)
            if which not in self._made:
                self._made[which] = Joint(self.hiding, *self._laid_out(lines), mine)
            yield self._made[which]

    def _widened(self, made: Sequence[Intersection], lines: frozenset[LineKey]) -> frozenset[LineKey]:
        """Some lines with all times, if one is a time, and those of parts that share one, fewest of them new first."""
        while True:
            lines = self._timed(made, lines)
            near = [part.lines for part in made if part.lines & lines and not part.lines <= lines]
            wider = sorted({lines | one for one in near}, key=lambda one: (len(one), sorted(one)))
            fitting = next((one for one in wider if self._kinds_of(self._timed(made, one)) <= WIDE), None)
            if fitting is None:
                return lines
            lines = fitting

    def _timed(self, made: Sequence[Intersection], lines: frozenset[LineKey]) -> frozenset[LineKey]:
        if not any(is_time(key) and key[0] != parts.MONTH for key in lines):
            return lines
        spans = {key for part in made for key in part.lines if is_time(key)}
        return lines | {key for key in (*spans, (parts.MONTH, ""), (parts.VERSION, "")) if key in self.hiding.sides}

    def _kinds_of(self, lines: frozenset[LineKey]) -> int:
        """How many kinds some lines make."""
        found = len(self._known(lines)[0].T)
        for key in lines:
            found *= 1 if _is_known(key) else int(np.count_nonzero(np.bincount(self.hiding.sides[key].places)))
        return found

    def _known(self, lines: frozenset[LineKey]) -> tuple[Counts, Counts]:
        """What is known without asking, as it is together, and which of it each person is: a row for each such line."""
        known = frozenset(filter(_is_known, lines))
        if known not in self._together:
            rows = [self.hiding.sides[key].places for key in sorted(known)]
            people = len(next(iter(self.hiding.sides.values())).places)
            together, each = np.unique(np.stack(rows or [np.zeros(people, int)]), axis=1, return_inverse=True)
            self._together[known] = together, each.ravel()
        return self._together[known]

    def _laid_out(self, lines: frozenset[LineKey]) -> tuple[Counts, Places]:
        """How many are of each kind, and the place of each kind on each line.

        Kinds are all that answers can be together, whether somebody is of them or not; what is known without asking
        (times, languages) is only together as it was.
        """
        if lines not in self._kinds:
            together, mine = self._known(lines)
            asked, known = sorted(key for key in lines if not _is_known(key)), sorted(filter(_is_known, lines))
            axes = [np.unique(self.hiding.sides[key].places, return_inverse=True) for key in asked]
            shape = (*(len(values) for values, _each in axes), together.shape[1])
            each, size = np.ravel_multi_index((*(where for _values, where in axes), mine), shape), int(np.prod(shape))
            kinds = np.arange(size) if size <= MOST_KINDS else np.unique(each)
            *answers, moment = np.unravel_index(kinds, shape)
            places = {key: values[at] for key, (values, _each), at in zip(asked, axes, answers, strict=True)}
            places |= dict(zip(known, together[:, moment], strict=False))
            self._kinds[lines] = np.bincount(each, minlength=size)[kinds], places
        return self._kinds[lines]


def _is_known(key: LineKey) -> bool:
    return key[0].startswith(".")
