"""Answering a survey is an activity: to ask on, and to see what good leads did."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from leadgate.attributes.activities import Activity
from leadgate.people.queries import everybody
from leadgate.questions.kinds import said
from leadgate.surveys import queries
from leadgate.surveys.models import SurveyResponse
from leadgate.surveys.types import ResponseState


def _places() -> list[tuple[UUID, str]]:
    return [(survey.id, said(definition.title, "")) for survey, definition in queries.named_surveys()]


def _came(survey: UUID | None) -> Select[Any, Any]:
    found = select(SurveyResponse.subject_id.label("person_id"), SurveyResponse.finished_at.label("at")).where(
        SurveyResponse.state == ResponseState.FINISHED, SurveyResponse.subject_id.in_(everybody())
    )
    return found.where(SurveyResponse.survey_id == survey) if survey else found


ANSWERING = Activity("answering", _("answering a survey"), _places, _came)
