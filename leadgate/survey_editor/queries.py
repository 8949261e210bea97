"""What is known of the steps of a draft."""

from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.survey_editor.models import SurveyDraftStep, Way


def ways_of(survey_id: UUID) -> frozenset[Way]:
    """The ways in which a draft can take a step: back to undo, forth to do again what was undone."""
    found = session().scalars(select(SurveyDraftStep.way).where(SurveyDraftStep.survey_id == survey_id).distinct())
    return frozenset(Way(way) for way in found)
