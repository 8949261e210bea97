"""What marketers may know of who answered: that somebody finished a survey that has names, never what they said.

Answers were given so that we learn from them, not so that people are chosen by them.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from leadgate.foundation.db import session
from leadgate.foundation.house.people_pages import Facet, Happened
from leadgate.surveys import queries
from leadgate.surveys.models import FollowUpLetter, SurveyResponse
from leadgate.surveys.responses import is_finished


def facets(language: str) -> Sequence[Facet]:
    """Which survey people answered."""
    answered = [(str(survey), title) for survey, title in queries.titles(language).items()]
    return [Facet("survey", _("Answered the survey"), answered, _who_answered)]


def _who_answered(survey: str) -> Select[UUID]:
    return select(SurveyResponse.subject_id).where(is_finished(), SurveyResponse.survey_id == UUID(survey))


def told(person: UUID, language: str) -> Iterable[Happened]:
    """Which surveys somebody was asked to answer, and which they answered."""
    titles = queries.titles(language)
    mine = select(SurveyResponse.survey_id, SurveyResponse.finished_at).where(SurveyResponse.subject_id == person)
    for survey, at in session().execute(mine.where(is_finished())):
        if at and survey in titles:
            yield Happened(at, gettext("Answered the survey"), titles[survey])
    letters = select(FollowUpLetter.survey_id, FollowUpLetter.at).where(FollowUpLetter.person_id == person)
    for survey, at in session().execute(letters):
        yield Happened(at, gettext("Was sent a letter that asks to answer"), titles.get(survey, ""))
