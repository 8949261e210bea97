"""The funnel of one thing: how far visits got, in all, by origin and by day; never about one person."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from leadgate.analytics import queries
from leadgate.analytics.blocks import (
    SEVERAL,
    Block,
    ByOrigin,
    Counts,
    added,
    began,
    blocks,
    blocks_of_days,
    wide_blocks,
)
from leadgate.analytics.sources import BETWEEN
from leadgate.analytics.spans import Span
from leadgate.analytics.types import UNCOUNTED, OriginPart
from leadgate.foundation.local_time import today

ByDay = dict[date, ByOrigin]


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps there are, the first first.

    Args:
        views: those that are looks at a page, and stand for nobody: told to the last one.
        people: those that stand for people: told in blocks of days that are over.
    """

    views: Collection[str]
    people: Collection[str]


@dataclass(frozen=True, slots=True)
class Funnel:
    """How far visits got within a span.

    Args:
        total: how often each step was reached, as far as it is told.
        views: looks by origin.
        by_day: looks by day.
        told: the blocks of people within the span, as short as they can be.
        origins: those by which people are told by their origin.
        uncounted: how many confirmed after a visit that was not counted, as far as it is told.
    """

    total: Counts
    views: ByOrigin = field(default_factory=dict)
    by_day: dict[date, Counts] = field(default_factory=dict)
    told: list[Block] = field(default_factory=list)
    origins: list[Block] = field(default_factory=list)
    uncounted: int = 0

    def by(self, part: OriginPart, steps: Steps) -> ByOrigin:
        """How often each step was reached by one word of origins; `*` for what is not told by that word.

        A step is missing where nothing is told of it: of people, where they are too few, and of looks of several words.

        Args:
            part: which word.
            steps: all there are.
        """
        looks, people = dict.fromkeys(steps.views, 0), dict.fromkeys(steps.people, 0)
        found: ByOrigin = {}
        for origin, counts in self.views.items():
            word = word_of(origin, part)
            found[word] = looks | added([found.get(word, {}), counts])
        for origin, counts in self.cells.items():
            word = word_of(origin, part)
            found[word] = people | added([found.get(word, {}), counts])
        return dict(sorted(found.items(), key=lambda one: (one[0] == SEVERAL, -sum(one[1].values()), one[0])))

    @property
    def cells(self) -> ByOrigin:
        """How often each step of people was reached by each origin, as far as it is told."""
        found: ByOrigin = {}
        for block in self.origins:
            for origin, counts in block.cells.items():
                found[origin] = added([found.get(origin, {}), counts])
        return found


def word_of(origin: str, part: OriginPart) -> str:
    """One word of an origin: empty where it says none, `*` where it is not told."""
    words, at = origin.split(BETWEEN), list(OriginPart).index(part)
    if SEVERAL in words[: at + 1]:
        return SEVERAL
    return words[at] if at < len(words) else ""


def funnels(
    subjects: Collection[UUID], steps: Steps, spans: Collection[Span], *, exactly: bool = False
) -> dict[UUID, list[Funnel]]:
    """The funnels of some things within some spans, in one statement; nothing of what nobody came to.

    Args:
        subjects: the ids of what was visited.
        steps: all there are.
        spans: each has a funnel of every thing, in this order.
        exactly: whether people are told to the last one: to whoever may see who they are.
    """
    since = min(span.first for span in spans)
    kinds = (steps.views, [*steps.people, UNCOUNTED])
    found: dict[UUID, ByDay] = {}
    for reached in queries.reached_of_each(subjects, kinds, since, began(since)):
        day = found.setdefault(reached.subject_id, {}).setdefault(reached.day, {})
        day.setdefault(reached.source, {})[reached.step] = reached.count
    cut = _each_day if exactly else _in_blocks
    return {subject: _funnels(by_day, steps, spans, cut) for subject, by_day in found.items()}


def totals(
    subjects: Collection[UUID], steps: Steps, spans: Sequence[Span], *, exactly: bool = False
) -> dict[UUID, list[Funnel]]:
    """The same, without origins and days, and so of many things at once, in three statements.

    Args:
        subjects, steps, spans, exactly: as for `funnels`.
    """
    if exactly:
        steps = Steps((*steps.views, *steps.people), ())
    since = began(min(span.first for span in spans))
    found: dict[UUID, list[Funnel]] = {}
    for subject, some in queries.quarters(subjects, since).items():
        sums = [nothing(steps, span).total for span in spans]
        for one in some:
            _add(sums, one, steps, spans)
        found[subject] = [Funnel(total) for total in sums]
    return found


def _add(sums: Sequence[Counts], one: queries.Quarter, steps: Steps, spans: Sequence[Span]) -> None:
    over = (today() - one.began).days
    told = list(blocks_of_days(one.began, {step: one.counts.get(step, [])[:over] for step in steps.people}))
    for total, span in zip(sums, spans, strict=True):
        first, end = (max((day - one.began).days, 0) for day in (span.first, span.last + timedelta(days=1)))
        for step in steps.views:
            total[step] += sum(one.counts.get(step, [])[first:end])
        for block in told:
            if span.has(block.first, block.last):
                for step, count in block.total.items():
                    total[step] += count


def told_ever(subjects: Collection[UUID], steps: Steps) -> dict[UUID, Counts]:
    """How often each step was ever reached, as far as it is told, in three statements; nothing of what nobody came to.

    Args:
        subjects: the ids of what was visited.
        steps: all there are.
    """
    return {subject: one.total for subject, [one] in totals(subjects, steps, [Span(date.min, today())]).items()}


def nothing(steps: Steps, span: Span) -> Funnel:
    """The funnel of what nobody came to."""
    return _within(span, steps, {}, ([], [], []))


Told = tuple[list[Block], list[Block], list[Block]]
"""People in blocks that are as short as they can be, in those that are told by origin, and those not counted."""


def _funnels(by_day: ByDay, steps: Steps, spans: Collection[Span], cut: Callable[[ByDay, Steps], Told]) -> list[Funnel]:
    told = cut(by_day, steps)
    views = {day: _of_steps(origins, steps.views) for day, origins in by_day.items()}
    return [_within(span, steps, views, told) for span in spans]


def _in_blocks(by_day: ByDay, steps: Steps) -> Told:
    people, apart = _only(by_day, steps.people), list(blocks(_only(by_day, [UNCOUNTED])))
    return list(blocks(people)), list(wide_blocks(people)), apart


def _each_day(by_day: ByDay, steps: Steps) -> Told:
    people, apart = (
        {day: _of_steps(one, kind) for day, one in sorted(by_day.items())} for kind in (steps.people, [UNCOUNTED])
    )
    days, uncounted = ([Block(day, day, one) for day, one in some.items() if one] for some in (people, apart))
    return days, days, uncounted


def _within(span: Span, steps: Steps, views: Mapping[date, ByOrigin], told: Told) -> Funnel:
    short, wide, apart = ([one for one in some if span.has(one.first, one.last)] for some in told)
    looks: ByOrigin = {}
    for day in span:
        for origin, counts in views.get(day, {}).items():
            looks[origin] = added([looks.get(origin, {}), counts])
    total = added([dict.fromkeys([*steps.views, *steps.people], 0), *looks.values(), *(one.total for one in short)])
    by_day = {day: added([dict.fromkeys(steps.views, 0), *views.get(day, {}).values()]) for day in span}
    return Funnel(total, looks, by_day, short, wide, sum(one.total[UNCOUNTED] for one in apart))


def _only(by_day: ByDay, steps: Collection[str]) -> ByDay:
    """What was counted of these steps on days that are over."""
    now = today()
    over = {day: _of_steps(origins, steps) for day, origins in by_day.items() if day < now}
    return {day: origins for day, origins in over.items() if origins}


def _of_steps(origins: ByOrigin, steps: Collection[str]) -> ByOrigin:
    found = {name: {step: counts[step] for step in steps if counts.get(step)} for name, counts in origins.items()}
    return {name: counts for name, counts in found.items() if counts}
