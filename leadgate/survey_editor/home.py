"""What surveys put on the first page of the staff, and what a search finds of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import gettext, ngettext

from leadgate.foundation import clock, languages
from leadgate.foundation.house.staff_pages import MOST_HITS, Finder, FoundThing, HomeLine, HomePart, Told
from leadgate.foundation.wording import day
from leadgate.foundation.words import text as _
from leadgate.surveys import queries
from leadgate.surveys.types import SurveyRow

SOON, MOST_DATES = timedelta(days=7), 5


def _new_answers(since: datetime) -> Sequence[Told]:
    new = queries.finished_since(since)
    return [Told(ngettext("%(num)d survey was answered", "%(num)d surveys were answered", new))] if new else []


def _endings(_since: datetime) -> Sequence[Told]:
    closing = queries.closing_by(clock.now() + SOON)[:MOST_DATES]
    return [Told(_ending(one), values={"survey_id": one.id}) for one in closing]


def _ending(one: SurveyRow) -> str:
    assert one.closes_at
    title = queries.title_of(one, languages.of_request())
    return str(gettext("“%(title)s” closes on %(day)s", title=title, day=day(one.closes_at)))


def _named(typed: str) -> Sequence[FoundThing]:
    wanted = typed.casefold()
    all_of_them = queries.titled(languages.of_request())
    fits = [(one, title) for one, title in all_of_them if wanted in title.casefold() or wanted in one.slug]
    return [FoundThing(title, {"survey_id": survey.id}, f"/s/{survey.slug}") for survey, title in fits[:MOST_HITS]]


NEW_ANSWERS = HomeLine(HomePart.NEWS, "surveys_studio.index", _new_answers)
ENDINGS = HomeLine(HomePart.NEXT, "surveys_studio.survey", _endings)
SURVEYS = Finder(_("Surveys"), "surveys_studio.survey", _named)
