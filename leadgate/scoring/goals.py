"""Reading goals: which there are, which are due, what their figures say, and whether these may still be shown."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from leadgate.consent.queries import purpose_named, who_agree
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.people.queries import restricted_people
from leadgate.scoring.errors import NoSuchGoal
from leadgate.scoring.models import Goal, Score, Stage
from leadgate.scoring.notices import COMPARING_SLUG

LEARNT_EVERY = timedelta(days=7)
AT_MOST_EVERY = timedelta(minutes=10)
"""Figures are made anew when somebody took their yes back, but not more often than this."""
STUCK = timedelta(minutes=3)
WATCHED = ("person.language",)
"""Makes groups that every goal has to be fair to, also where a marketer has it not looked at."""
AT_WORK = (Stage.READING, Stage.LEARNING, Stage.SCORING)


def goal(goal_id: UUID) -> Goal:
    """A goal that is at work.

    Raises:
        NoSuchGoal
    """
    found = session().get(Goal, goal_id)
    if found is None or found.ended_at:
        raise NoSuchGoal
    return found


def every_goal() -> list[Goal]:
    """The goals that are at work, newest first."""
    return list(session().scalars(select(Goal).where(Goal.ended_at.is_(None)).order_by(Goal.made_at.desc())))


def purpose_of_comparing() -> UUID | None:
    """The purpose that being compared needs; none before the first goal is made."""
    return purpose_named(COMPARING_SLUG)


def how_many_agree() -> int:
    """How many people agree to be compared."""
    purpose = purpose_of_comparing()
    if purpose is None:
        return 0
    agreeing = who_agree(purpose).subquery()
    counted = select(func.count()).select_from(agreeing).where(agreeing.c.person_id.not_in(restricted_people()))
    return session().scalar(counted) or 0


@dataclass(frozen=True)
class GoalFigures:
    """What can be shown of a goal now.

    Args:
        body: none while it is worked out, or since somebody went who was part of it.
        few: why there is none, where too few did it or did not.
    """

    goal: Goal
    body: Mapping[str, Any] | None
    few: bool

    @property
    def is_at_work(self) -> bool:
        """Whether the workers are at it, or soon will be."""
        return self.is_learning or is_stale(self.goal)

    @property
    def is_learning(self) -> bool:
        """Whether there is a stage of it to tell of."""
        return self.goal.stage in (*AT_WORK, Stage.WAITING)

    @property
    def share_done(self) -> int:
        """How much of the present stage is done, in percent."""
        return round(100 * self.goal.done / self.goal.total) if self.goal.total else 0


def figures_of(one: Goal) -> GoalFigures:
    """The figures of a goal."""
    shown = one.figures if one.removals == one.made_of else None
    return GoalFigures(one, json.loads(shown) if shown else None, one.stage == Stage.TOO_FEW)


def is_stale(one: Goal) -> bool:
    """Whether the figures stand for somebody who went, or are old."""
    if one.learnt_at is None:
        return one.stage == Stage.WAITING
    return one.removals != one.made_of or clock.now() - one.learnt_at >= LEARNT_EVERY


def due() -> Goal | None:
    """The goal that most needs work nobody is at."""
    now = clock.now()
    for one in sorted(every_goal(), key=lambda each: each.learnt_at or each.made_at):
        if one.stage in AT_WORK and (one.stage == Stage.SCORING or now - one.stage_at >= STUCK):
            return one
        if (
            one.stage not in AT_WORK
            and is_stale(one)
            and (one.learnt_at is None or now - one.learnt_at >= AT_MOST_EVERY)
        ):
            return one
    return None


def scores_of(person: UUID) -> list[Score]:
    """How like good leads a person is said to be, goal by goal."""
    mine = select(Score).join(Goal, Goal.id == Score.goal_id).where(Score.person_id == person, Goal.ended_at.is_(None))
    return list(session().scalars(mine.order_by(Goal.made_at)))
