"""Consent over time: how many came to agree to a purpose, why others do no more, and how many agreed at a month's end.

Whoever may see who agrees is told exactly. Everybody else is told of days that are over, and in steps of five: of each
reason so many fives as were complete by the end of some days, less those that were complete before them. So any two
spans of days differ by nobody or by fives, and no reason is the rest of a sum (decision 50).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from leadgate.analytics import queries as analytics
from leadgate.analytics.charts import Plot, grouped
from leadgate.analytics.queries import Quarter
from leadgate.analytics.spans import Span
from leadgate.consent import figures as consent
from leadgate.consent.figures import PurposeFigures
from leadgate.foundation.db import session
from leadgate.foundation.local_time import day_of, today
from leadgate.statistics.disclosure import in_steps
from leadgate.understanding.models import ConsentCounted
from leadgate.understanding.turns import consents_of
from leadgate.understanding.types import ENDS, RARE, ConsentStep

DAY = timedelta(days=1)
Told = dict[ConsentStep, int | None]
"""How often each happened; None of what was not recorded then."""


@dataclass(frozen=True, slots=True)
class ConsentsWithin:
    """What was said to a purpose on some days.

    Args:
        first, last: the days.
        counts: how many said and ended what.
        held: how many agreed at their end; None where that was not recorded.
    """

    first: date
    last: date
    counts: Told
    held: int | None

    @property
    def ended(self) -> int:
        """How many agree no more, for whatever reason, as far as it is told."""
        return sum(self.counts[step] or 0 for step in ENDS)


@dataclass(frozen=True, slots=True)
class ConsentsOf:
    """What was ever counted of one purpose, as it is told to a reader.

    Args:
        figures: the purpose, and how many agree now.
        quarters: the counts of each day.
        unrecorded: the first day of which ends were recorded with erasures; None where that was so from the beginning.
        is_exact: whether the reader may see who agrees.
    """

    figures: PurposeFigures
    quarters: Sequence[Quarter]
    unrecorded: date | None
    is_exact: bool

    def within(self, first: date, last: date) -> ConsentsWithin:
        """What was said on some days."""
        told = {step: self._told(step, first, last) for step in ConsentStep}
        return ConsentsWithin(first, last, told, self._held(last))

    def months(self, span: Span) -> list[ConsentsWithin]:
        """The same, month by month, the oldest first; the first and last as far as they lie within the span."""
        return [self.within(*days) for days in _months(span)]

    def _told(self, step: ConsentStep, first: date, last: date) -> int | None:
        if step is ConsentStep.ERASED and self.unrecorded and last < self.unrecorded:
            return None
        return self._complete(step, last) - self._complete(step, first - DAY)

    def _complete(self, step: ConsentStep, last: date) -> int:
        """How often it happened until a day, as far as it is told."""
        if self.is_exact:
            return self._until(step, last)
        return in_steps(self._until(step, min(last, today() - DAY)))

    def _until(self, step: ConsentStep, last: date) -> int:
        found = 0
        for one in self.quarters:
            days = (last - one.began).days + 1
            if days > 0:
                found += sum(one.counts.get(step, [])[:days])
        return found

    def _held(self, last: date) -> int | None:
        if self.unrecorded and last < self.unrecorded - DAY:
            return None
        since = {step: self._until(step, date.max) - self._until(step, last) for step in ConsentStep}
        held = self.figures.yes - since[ConsentStep.GIVEN] + sum(since[step] for step in ENDS)
        return held if self.is_exact else in_steps(held)


def of_purposes(*, exactly: bool) -> list[ConsentsOf]:
    """Every purpose that is for everybody, the one most people agree to first, in seven statements.

    Args:
        exactly: whether the reader may see who agrees.
    """
    listed = sorted(consent.every_purpose(), key=lambda one: -one.yes)
    found = analytics.quarters([consents_of(one.purpose.id) for one in listed])
    since = session().scalar(select(ConsentCounted.since))
    return [
        ConsentsOf(one, found.get(consents_of(one.purpose.id), []), _unrecorded(one, since), exactly) for one in listed
    ]


def steps_in(months: Sequence[ConsentsWithin]) -> list[ConsentStep]:
    """What there is to show of some months: of what is rare, what happened in one of them."""
    return [step for step in ConsentStep if step not in RARE or any(one.counts[step] for one in months)]


@dataclass(frozen=True, slots=True)
class ConsentPlots:
    """The pictures of some months: how many agreed, and how many came and went."""

    held: Plot
    turns: Plot


def plots(months: Sequence[ConsentsWithin]) -> ConsentPlots:
    """Pictures of what is told of some months; what was not recorded has no bar."""
    held = [[one.held or 0] for one in months]
    turns = [[one.counts[ConsentStep.GIVEN] or 0, one.ended] for one in months]
    return ConsentPlots(grouped(held), grouped(turns))


def _unrecorded(one: PurposeFigures, since: date | None) -> date | None:
    return since if since and day_of(one.purpose.made_at) < since else None


def _months(span: Span) -> Iterator[tuple[date, date]]:
    first = span.first
    while first <= span.last:
        following = (first.replace(day=1) + 32 * DAY).replace(day=1)
        yield first, min(following - DAY, span.last)
        first = following
