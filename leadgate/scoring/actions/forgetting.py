"""Forgetting: whoever agrees no more to be compared has no score from that moment, and is part of no figure."""

from uuid import UUID

from sqlalchemy import delete, update

from leadgate.consent.actions.answering import withdraw_by_name
from leadgate.consent.events import ConsentEnded
from leadgate.erasure.events import AboutToErase
from leadgate.foundation.db import action, session
from leadgate.scoring.goals import purpose_of_comparing
from leadgate.scoring.models import Goal, MotivationReport, Purchase, Score
from leadgate.scoring.notices import COMPARING_SLUG


@action
def object_to_it(person: UUID) -> None:
    """Take somebody's objection (GDPR art. 21): it is the end of their yes. Twice is fine."""
    withdraw_by_name(person, COMPARING_SLUG, method="own-page")


def forget_scores(event: ConsentEnded) -> None:
    """Without a yes there is no score, and no purchase to learn from."""
    if event.purpose == purpose_of_comparing():
        session().execute(delete(Score).where(Score.person_id == event.person))
        session().execute(delete(Purchase).where(Purchase.person_id == event.person))
        _end_figures()


def end_figures_of(_event: AboutToErase) -> None:
    """Figures the erased may have been part of are shown no more; their scores go with everything else of theirs."""
    _end_figures()
    session().execute(update(MotivationReport).values(made_at=None, body=None))


def _end_figures() -> None:
    session().execute(update(Goal).where(Goal.ended_at.is_(None)).values(removals=Goal.removals + 1))
