"""Learning a goal and scoring people by it, step by step: each step is kept, and work that was cut short goes on."""

import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import delete, update

from leadgate.consent.queries import who_agree
from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked_one
from leadgate.foundation.db import action, add_rows, forget_what_was_read, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.sql.tables import Row, row_of
from leadgate.scoring import goals, people
from leadgate.scoring.learning.likeness import Likeness, likeness_from
from leadgate.scoring.models import Goal, Score, Stage
from leadgate.scoring.people import Crowd

KEPT = timedelta(days=30)
LEAST_REASON, MOST_REASONS = 0.05, 6
AT_WORK_SECONDS = 40.0
"""So long one task scores; the next goes on."""


def work_on_what_is_due() -> bool:
    """Learn the goal that most needs it, or go on scoring; answers whether there was anything to do."""
    goal = goals.due()
    if goal is None or (goal.stage != Stage.SCORING and not _take(goal.id, goal.stage, goal.stage_at)):
        return False
    if goal.stage != Stage.SCORING and not _learn(goal):
        return True
    _score(goal.id, until=time.monotonic() + AT_WORK_SECONDS)
    return True


@action
def _take(goal: UUID, stage: Stage, stage_at: Any) -> bool:
    """Take a goal to work on; only one worker does."""
    mine = update(Goal).where(Goal.id == goal, Goal.stage == stage, Goal.stage_at == stage_at)
    return _rows(mine.values(stage=Stage.READING, stage_at=clock.now(), done=0, total=0)) == 1


def _rows(statement: Any) -> int:
    return int(session().execute(statement).rowcount)  # type: ignore[attr-defined]


def _note(goal: UUID, stage: Stage) -> Callable[[int, int], None]:
    """What tells the page how far a stage is."""

    @action
    def write(done: int, total: int) -> None:
        going = {"stage": stage, "stage_at": clock.now(), "done": done, "total": total}
        session().execute(update(Goal).where(Goal.id == goal).values(going))

    return write


def _learn(goal: Goal) -> bool:
    """Read, learn, check and keep; answers whether there is something to score by."""
    # What it takes to learn weighs more than a worker should carry that never does.
    from leadgate.scoring.learning.lesson import STEPS, lesson_of

    forget_what_was_read()
    stands = session().get_one(Goal, goal.id).removals
    crowd = people.to_learn_from(goal, _note(goal.id, Stage.READING))
    note = _note(goal.id, Stage.LEARNING)
    note(0, STEPS)
    lesson = lesson_of(crowd.columns, crowd.truth(), lambda done: note(done, STEPS), crowd.watched)
    if lesson is None:
        _keep_nothing(goal.id, stands)
        return False
    _keep(goal.id, stands, lesson.learnt, lesson.figures)
    return True


@action
def _keep(goal: UUID, stands: int, learnt: dict[str, Any], figures: dict[str, Any]) -> None:
    now = clock.now()
    made = {"learnt": learnt, "learnt_at": now, "made_of": stands, "figures": json.dumps(figures)}
    next_stage = {
        "stage": Stage.SCORING,
        "stage_at": now,
        "done": 0,
        "scored_to": None,
        "total": goals.how_many_agree(),
    }
    session().execute(update(Goal).where(Goal.id == goal, Goal.ended_at.is_(None)).values({**made, **next_stage}))


@action
def _keep_nothing(goal: UUID, stands: int) -> None:
    """Too few did it or did not: nothing is shown, and nobody is scored."""
    now = clock.now()
    none = {
        "learnt": None,
        "learnt_at": now,
        "made_of": stands,
        "figures": None,
        "stage": Stage.TOO_FEW,
        "stage_at": now,
    }
    session().execute(update(Goal).where(Goal.id == goal).values(none))
    session().execute(delete(Score).where(Score.goal_id == goal))


def _score(goal: UUID, until: float) -> None:
    while _score_batch(goal) and time.monotonic() < until:
        forget_what_was_read()


@action
def _score_batch(goal_id: UUID) -> bool:
    """Score the next people; answers whether there may be more. Whoever did it meanwhile has no score any more."""
    goal = session().get_one(Goal, goal_id)
    if goal.stage != Stage.SCORING or goal.ended_at or goal.learnt is None:
        return False
    crowd = people.to_score(goal, goal.scored_to)
    rows, stood = _rows_of(goal, crowd) if crowd else [], (goal.stage_at, goal.scored_to)
    goal = locked_one(Goal, goal_id)  # after the thinking, which nobody else should have to wait for
    if goal.ended_at or (goal.stage_at, goal.scored_to) != stood:
        return True  # another worker was quicker: what is next is read anew
    if crowd is None:
        _finish(goal)
        return False
    between = (Score.person_id > goal.scored_to,) if goal.scored_to else ()
    session().execute(delete(Score).where(Score.goal_id == goal_id, Score.person_id <= crowd.last, *between))
    add_rows(Score, rows)
    _leave_out_who_agrees_no_more(goal_id)
    goal.scored_to, goal.stage_at, goal.done = crowd.last, clock.now(), min(goal.done + people.BATCH, goal.total)
    return True


def _leave_out_who_agrees_no_more(goal: UUID) -> None:
    purpose = goals.purpose_of_comparing()
    theirs = (Score.person_id.not_in(who_agree(purpose)),) if purpose else ()
    session().execute(delete(Score).where(Score.goal_id == goal, *theirs))


def _finish(goal: Goal) -> None:
    goal.stage, goal.stage_at, goal.done = Stage.DONE, clock.now(), goal.total
    left = (Score.person_id > goal.scored_to,) if goal.scored_to else ()
    session().execute(delete(Score).where(Score.goal_id == goal.id, *left))


def _rows_of(goal: Goal, crowd: Crowd) -> list[Row[Score]]:
    assert goal.learnt
    likeness, now = likeness_from(goal.learnt), clock.now()
    codes = crowd.codes(likeness.fields)
    chances, shares = likeness.chances(codes), likeness.shares(codes)
    tenths = 1 + np.searchsorted(-np.array(goal.learnt["tenths"]), -chances, side="left")
    keys, rows = installation().vault.keys_of(crowd.people), []
    for at, person in enumerate(crowd.people):
        if person not in keys:  # erased while we read
            continue
        number = new_id()
        facts = {"chance": round(float(chances[at]), 4), "why": _why(likeness, codes[at], shares[at])}
        sealed = keys[person].seal(Score.facts, number, json.dumps(facts))
        row = row_of(
            Score,
            id=number,
            person_id=person,
            goal_id=goal.id,
            tenth=int(tenths[at]),
            facts=sealed,
            made_at=now,
            expires_at=now + KEPT,
        )
        rows.append(row)
    return rows


def _why(likeness: Likeness, codes: Any, shares: Any) -> list[list[Any]]:
    """What adds most to the figure or takes most from it: the trait, the class, and the log odds."""
    order = [at for at in np.argsort(-np.abs(shares), kind="stable") if abs(shares[at]) >= LEAST_REASON][:MOST_REASONS]
    fields = likeness.fields
    return [[fields[at].name, fields[at].classes[int(codes[at])], round(float(shares[at]), 3)] for at in order]
