"""Answering a survey is an activity: to ask on, and to see what good leads did."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import Select

from leadgate.attributes.activities import Activity
from leadgate.people.queries import everybody
from leadgate.questions.kinds import said
from leadgate.surveys import queries
from leadgate.surveys.responses import who_finished


def _places() -> list[tuple[UUID, str]]:
    return [(survey.id, said(definition.title, "")) for survey, definition in queries.named_surveys()]


def _came(survey: UUID | None) -> Select[Any, Any]:
    return who_finished(everybody(), survey)


ANSWERING = Activity("answering", _("answering a survey"), _places, _came)
