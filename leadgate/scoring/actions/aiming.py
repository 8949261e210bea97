"""Aiming: saying what a good lead is, and saying so no more."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, update

from leadgate.attributes import attributes
from leadgate.attributes.activities import activity_named
from leadgate.consent.actions.purposes import PurposeWords, add_purpose
from leadgate.consent.errors import SameWording
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.scoring import notices
from leadgate.scoring.errors import NotAGoal
from leadgate.scoring.models import Goal, Score, Stage

MOST_DAYS = 730
MOST_TRAITS = 60


@action
def aim(
    occasion: str,
    place: UUID | None,
    looked_at: Sequence[str],
    *,
    known_days: int,
    within_days: int,
    by: UUID | None = None,
) -> UUID:
    """Say what a good lead is; the workers learn it.

    Args:
        occasion, place: what good leads do, and where; anywhere when the place is None.
        looked_at: the names of the attributes to look at; those nobody declares are passed over.
        known_days: days after somebody came up to which what is known of them counts.
        within_days: days after somebody came within which they have to do it; 730 at most.
        by: the member of staff; None on the command line.

    Returns:
        The id of the goal.

    Raises:
        NotAGoal: there is no such occasion or place, nothing to look at, or no time between the two bounds.
    """
    found, known = activity_named(occasion), {one.name for one in attributes.declared("en")}
    names = [one for one in dict.fromkeys(looked_at) if one in known][:MOST_TRAITS]
    if found is None or (place and place not in dict(found.places())) or not names:
        raise NotAGoal
    if not 0 <= known_days < within_days <= MOST_DAYS:
        raise NotAGoal
    word_purpose(by=by)
    new, now = new_id(), clock.now()
    goal = Goal(
        id=new,
        occasion=occasion,
        place=place,
        known_days=known_days,
        within_days=within_days,
        traits=names,
        made_at=now,
        ended_at=None,
        stage=Stage.WAITING,
        stage_at=now,
        done=0,
        total=0,
        scored_to=None,
        removals=0,
        made_of=0,
        learnt_at=None,
        learnt=None,
        figures=None,
    )
    session().add(goal)
    audit.record("profiles:goal", actor=by, subject=new)
    return new


@action
def word_purpose(*, by: UUID | None = None) -> None:
    """Have the purpose that being compared needs, in its wording of today."""
    for language, (title, text) in notices.COMPARING.items():
        try:
            add_purpose(notices.COMPARING_SLUG, PurposeWords(language, title, text), sends=False, by=by)
        except SameWording:
            continue


@action
def end(goal: UUID, *, by: UUID | None = None) -> None:
    """Aim at this no more; its scores and figures go at once. Twice is fine.

    Args:
        goal: the goal's id.
        by: the member of staff; None on the command line.
    """
    over = {"ended_at": clock.now(), "learnt": None, "figures": None}
    session().execute(update(Goal).where(Goal.id == goal, Goal.ended_at.is_(None)).values(over))
    session().execute(delete(Score).where(Score.goal_id == goal))
    audit.record("profiles:goal", actor=by, subject=goal)
