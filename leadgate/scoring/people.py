"""Whom a goal is learnt from and who is scored, and what was known of them: read in batches, kept as numbers."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import numpy as np
from sqlalchemy import func, select

from leadgate.attributes import attributes
from leadgate.attributes.activities import activity_named
from leadgate.consent.queries import who_agree
from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.people.queries import known_since, usable
from leadgate.scoring.goals import WATCHED, purpose_of_comparing
from leadgate.scoring.learning.fields import Codes, Field, Known, Truth
from leadgate.scoring.models import Goal

BATCH = 2_000
MOST_LEARNT_FROM = 45_000
"""More people make no better a likeness, only a slower one; a chance sample of so many is taken."""
Columns = dict[str, list[Known]]


@dataclass
class Crowd:
    """Some people, what was known of each when it counts, and whether each became good in time.

    Args:
        last: the last person that was looked at, whether among them or not.
    """

    people: list[UUID] = field(default_factory=list)
    columns: Columns = field(default_factory=lambda: defaultdict(list))
    watched: Columns = field(default_factory=lambda: defaultdict(list))
    good: list[bool] = field(default_factory=list)
    last: UUID | None = None

    _met: dict[Known, Known] = field(default_factory=dict)

    def once(self, value: Known) -> Known:
        """The same value, kept in memory once however many people said it."""
        return self._met.setdefault(value, value)

    def truth(self) -> Truth:
        """Whether each became good."""
        return np.array(self.good, dtype=bool)

    def codes(self, fields: Sequence[Field]) -> Codes:
        """The class of each person in each field."""
        none: list[Known] = [None] * len(self.people)
        columns = [one.codes(self.columns.get(one.name, none)) for one in fields]
        return np.stack(columns, axis=1) if columns else np.zeros((len(self.people), 0), dtype=np.int16)


def to_learn_from(goal: Goal, told: Callable[[int, int], None]) -> Crowd:
    """Those whose time is up, and who had not done it before it began.

    Args:
        told: called with how many of how many were read.
    """
    begun = clock.now() - timedelta(days=goal.within_days)
    sample, crowd = _sample(begun), Crowd()
    for at in range(0, len(sample), BATCH):
        _read(goal, sample[at : at + BATCH], crowd)
        told(min(at + BATCH, len(sample)), len(sample))
    return crowd


def to_score(goal: Goal, after: UUID | None) -> Crowd | None:
    """The next batch of those who are scored; None when there are no more.

    They are known long enough, have not done it, and still can in time: of whoever's time is over it is known already,
    and the goal is learnt from them.
    """
    known, within = (clock.now() - timedelta(days=days) for days in (goal.known_days, goal.within_days))
    people = _agreeing(known, after, known_after=within)
    if not people:
        return None
    crowd = Crowd(last=people[-1])
    _read(goal, people, crowd, scoring=True)
    return crowd


def _sample(known_before: datetime) -> list[UUID]:
    """A chance sample of those who agree (Vitter 1985, algorithm R), in the order of their ids."""
    chance, sample = Random(0), list[UUID]()  # noqa: S311 - a sample, not a secret
    for seen, person in enumerate(_every(known_before), start=1):
        if len(sample) < MOST_LEARNT_FROM:
            sample.append(person)
        elif (place := chance.randrange(seen)) < MOST_LEARNT_FROM:
            sample[place] = person
    return sorted(sample)


def _every(known_before: datetime) -> Iterator[UUID]:
    people = _agreeing(known_before, None)
    while people:
        yield from people
        forget_what_was_read()
        people = _agreeing(known_before, people[-1])


def _agreeing(known_before: datetime, after: UUID | None, *, known_after: datetime | None = None) -> list[UUID]:
    """A batch of those who agree to be compared now, and may be."""
    purpose = purpose_of_comparing()
    if purpose is None:
        return []
    agreeing = usable(who_agree(purpose), known_before=known_before, known_after=known_after, after=after)
    return list(session().scalars(agreeing.limit(BATCH)))


def _read(goal: Goal, people: Sequence[UUID], crowd: Crowd, *, scoring: bool = False) -> None:
    """Add some people to a crowd: those who had not done it by the day what is known of them counts."""
    since = known_since(people)
    counts_at = {person: at + timedelta(days=goal.known_days) for person, at in since.items()}
    did = _first_times(goal, people)
    kept = [one for one in people if one in since and (one not in did or (did[one] > counts_at[one] and not scoring))]
    ends = {one: since[one] + timedelta(days=goal.within_days) for one in kept}
    known = _known(goal, kept, counts_at)
    said = [known.get(one, {}) for one in kept]
    for name in goal.traits:
        crowd.columns[name] += [crowd.once(each.get(name)) for each in said]
    for name in WATCHED:
        crowd.watched[name] += [crowd.once(each.get(name)) for each in said]
    crowd.people += kept
    crowd.good += [one in did and did[one] <= ends[one] for one in kept]


def _first_times(goal: Goal, people: Sequence[UUID]) -> dict[UUID, datetime]:
    """When each first did what makes a good lead."""
    occasion = activity_named(goal.occasion)
    assert occasion, "checked when the goal was made"
    every = occasion.came(goal.place).subquery()
    first = select(every.c.person_id, func.min(every.c.at)).where(every.c.person_id.in_(people))
    return dict(session().execute(first.group_by(every.c.person_id)).all())


def _known(goal: Goal, people: Sequence[UUID], counts_at: dict[UUID, datetime]) -> dict[UUID, dict[str, Known]]:
    """What was known of each when it counts; later is too late, or the answer would be in the question."""
    known: dict[UUID, dict[str, Known]] = {}
    for one in attributes.tell(people, frozenset({*goal.traits, *WATCHED})):
        if one.at <= counts_at[one.person]:
            known.setdefault(one.person, {}).update(one.values)
    return known
