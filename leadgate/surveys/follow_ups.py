"""Reading after what people are asked."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from leadgate.consent.queries import purpose_named, who_agree
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.surveys.models import FollowUp, FollowUpLetter, Survey
from leadgate.surveys.notices import ASKING_BACK_SLUG


@dataclass(frozen=True, slots=True)
class FollowUpFigures:
    """One occasion, with how many letters were written for it."""

    id: UUID
    occasion: str
    place: UUID | None
    days: int
    letters: int


def rules_of(survey: UUID) -> list[FollowUpFigures]:
    """The rules of a survey that are at work, oldest first."""
    letters = (
        select(FollowUpLetter.follow_up_id, func.count().label("count"))
        .where(FollowUpLetter.at <= clock.now())  # one that waits for the end of a pause is not written yet
        .group_by(FollowUpLetter.follow_up_id)
        .subquery()
    )
    rows = session().execute(
        select(FollowUp, letters.c.count)
        .outerjoin(letters, letters.c.follow_up_id == FollowUp.id)
        .where(FollowUp.survey_id == survey, FollowUp.ended_at.is_(None))
        .order_by(FollowUp.made_at)
    )
    return [FollowUpFigures(row.id, row.occasion, row.place, row.days, count or 0) for row, count in rows]


def asking_after(place: UUID) -> list[str]:
    """The names of the surveys that ask people some days after they did something at one place.

    Args:
        place: the id of an asset or a group.
    """
    at_work = (FollowUp.place == place, FollowUp.ended_at.is_(None))
    named = select(Survey.slug).join(FollowUp, FollowUp.survey_id == Survey.id).where(*at_work).distinct()
    return list(session().scalars(named.order_by(Survey.slug)))


def purpose_of_asking() -> UUID | None:
    """The purpose that being asked afterwards needs; none before the first rule is made."""
    return purpose_named(ASKING_BACK_SLUG)


def how_many_agree() -> int:
    """How many people agree to be asked afterwards."""
    purpose = purpose_of_asking()
    if purpose is None:
        return 0
    return session().scalar(select(func.count()).select_from(who_agree(purpose).subquery())) or 0
