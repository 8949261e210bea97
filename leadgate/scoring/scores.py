"""Reading scores: whom staff with the permission may look for, and what each person sees of their own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from leadgate.consent.queries import agrees, who_agree
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.people import queries as people
from leadgate.scoring import goals
from leadgate.scoring.attribute_wording import wording
from leadgate.scoring.models import Goal, Score
from leadgate.scoring.notices import COMPARING_SLUG
from leadgate.scoring.pictures import ScoreReason, reasons_of, title_of

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Scored:
    """One person as staff see them: only for what they agreed to hear about."""

    person_id: UUID
    address: str
    tenth: int
    chance: float
    reasons: Sequence[ScoreReason]


def most_like(goal: Goal, purpose: UUID | None, tenth: int, after: UUID | None = None) -> list[Scored]:
    """The people of one tenth who agree, now, both to be compared and to a purpose; a page at a time."""
    comparing = goals.purpose_of_comparing()
    if comparing is None or purpose is None:
        return []
    mine = (
        select(Score, people.sealed_address_in(Score.person_id))
        .where(Score.goal_id == goal.id, Score.tenth == tenth, Score.person_id.in_(people.everybody()))
        .where(Score.person_id.in_(who_agree(purpose)), Score.person_id.in_(who_agree(comparing)))
        .where(Score.person_id.not_in(people.restricted_people()))
        .order_by(Score.person_id)
        .limit(A_PAGE)
    )
    rows = session().execute(mine.where(Score.person_id > after) if after else mine).all()
    keys, words = installation().vault.keys_of([score.person_id for score, _ in rows]), wording()
    found = []
    for score, sealed in rows:
        if (key := keys.get(score.person_id)) is None:  # deleted themselves since the first statement
            continue
        facts = json.loads(key.open(Score.facts, score.id, score.facts))
        address = people.address_in(key, sealed)
        found.append(Scored(score.person_id, address, score.tenth, facts["chance"], reasons_of(facts, words)))
    return found


@dataclass(frozen=True, slots=True)
class Mine:
    """One score as its person sees it."""

    title: str
    within_days: int
    chance: float
    tenth: int
    reasons: Sequence[ScoreReason]


def is_compared(person: UUID) -> bool:
    """Whether somebody agrees to be compared."""
    return agrees(person, COMPARING_SLUG)


def mine(person: UUID) -> list[Mine]:
    """What is said of a person, with the reasons."""
    rows, words = goals.scores_of(person), wording()
    if not rows:
        return []
    key, found = installation().vault.key_of(person), []
    for score in rows:
        facts = json.loads(key.open(Score.facts, score.id, score.facts))
        goal = goals.goal(score.goal_id)
        found.append(Mine(title_of(goal), goal.within_days, facts["chance"], score.tenth, reasons_of(facts, words)))
    return found
