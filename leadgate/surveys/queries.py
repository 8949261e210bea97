"""Reading surveys and responses: typed rows for pages, in a constant number of statements."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from uuid import UUID

from sqlalchemy import func, select

from leadgate.consent.queries import Offer, offers_of
from leadgate.consent.types import wording_of
from leadgate.foundation import clock
from leadgate.foundation.databases import page_cache
from leadgate.foundation.db import session
from leadgate.questionnaires.definition import Definition, from_json
from leadgate.questions.kinds.item import said
from leadgate.surveys.errors import NoSuchSurvey
from leadgate.surveys.models import Survey, SurveyResponse, SurveyVersion
from leadgate.surveys.types import ResponseState, SurveyRow


@dataclass(frozen=True)
class SurveyGate:
    """A survey with the version somebody answers; what they agree to is looked up once: it is what they read."""

    survey: SurveyRow
    version: int
    definition: Definition
    language: str
    """The one it speaks to this reader."""

    @property
    def title(self) -> str:
        """In the reader's language."""
        return self.definition.title.get(self.language, "")

    @property
    def thanks(self) -> str:
        """What somebody reads who has finished."""
        return said(self.definition.thanks, self.language)

    @property
    def full(self) -> str:
        """What somebody reads for whom there was no place."""
        return said(self.definition.full, self.language)

    @property
    def is_open(self) -> bool:
        """Whether answers are taken now."""
        return not self.is_over and not self.survey.opens_later

    @property
    def is_over(self) -> bool:
        """Whether nobody can begin any more."""
        return self.survey.is_over

    @property
    def may_be_finished(self) -> bool:
        """Whether who began can still go on."""
        return not self.survey.is_settled

    @property
    def finished_by(self) -> datetime | None:
        """Until when who began can go on, where it has closed."""
        return self.survey.finished_by

    @cached_property
    def _offers(self) -> Mapping[UUID, Offer]:
        asked_for = (self.survey.purpose_id, self.survey.special_id, self.survey.quoting_id)
        return page_cache.remembered((*asked_for, self.language), lambda: offers_of(asked_for, self.language))

    @property
    def learning(self) -> Offer:
        """What whoever answers agrees to, in the words they read."""
        return self._offers[self.survey.purpose_id]

    @property
    def quoting(self) -> Offer | None:
        """What they may agree to as well, where the survey asks for it."""
        return self._offers.get(self.survey.quoting_id) if self.definition.asks_to_quote else None

    @property
    def special(self) -> Offer:
        """What they agree to who want words kept that were found to be sensitive."""
        return self._offers[self.survey.special_id]

    @property
    def wording(self) -> str:
        """All that somebody may agree to here, word for word; nothing where nobody is known."""
        if self.definition.anonymous:
            return ""
        return wording_of(one.sha256 for one in (self.learning, self.special, self.quoting) if one)


def survey_named(slug: str) -> Survey | None:
    """The survey of that slug, in whatever state; None when there is none."""
    return session().scalar(select(Survey).where(Survey.slug == slug))


@lru_cache(maxsize=64)  # what is published never changes
def definition_of(survey: UUID, number: int) -> Definition:
    """A published version, whole.

    Args:
        survey: the survey's id.
        number: of a version that was published.
    """
    stored = select(SurveyVersion.definition).where(
        SurveyVersion.survey_id == survey, SurveyVersion.number == number, SurveyVersion.published_at.is_not(None)
    )
    return from_json(session().scalars(stored).one())


def titles(language: str) -> dict[UUID, str]:
    """What every survey that was published is called in a language, by its id."""
    return {survey.id: definition.title_in(language) or survey.slug for survey, definition in named_surveys()}


def named_surveys() -> list[tuple[Survey, Definition]]:
    """Every published survey whose answers belong to people, with what it asks now, oldest first."""
    live = session().scalars(select(Survey).where(Survey.live.is_not(None)).order_by(Survey.made_at))
    both = [(survey, definition_of(survey.id, survey.live or 0)) for survey in live]
    return [(survey, definition) for survey, definition in both if not definition.anonymous]


def gate_of(survey: Survey, number: int, language: str) -> SurveyGate:
    """A survey with one of its published versions.

    Args:
        survey: its row.
        number: of a version that was published.
        language: the reader's; the first it has where it does not speak it.
    """
    whole = definition_of(survey.id, number)
    return SurveyGate(survey, number, whole, language if language in whole.languages else whole.languages[0])


def draft_of(survey: UUID) -> SurveyVersion | None:
    """The version that is being worked on."""
    newest = select(SurveyVersion).where(SurveyVersion.survey_id == survey, SurveyVersion.published_at.is_(None))
    return session().scalar(newest)


def versions_of(survey: UUID) -> Sequence[SurveyVersion]:
    """Every version, newest first."""
    mine = select(SurveyVersion).where(SurveyVersion.survey_id == survey)
    return session().scalars(mine.order_by(SurveyVersion.number.desc())).all()


def response_of(survey: UUID, person: UUID) -> SurveyResponse | None:
    """What a person has answered, or begun to answer; None when they have not.

    Args:
        survey: the survey's id.
        person: the person's.
    """
    mine = select(SurveyResponse).where(SurveyResponse.survey_id == survey, SurveyResponse.subject_id == person)
    return session().scalar(mine)


@dataclass(frozen=True, slots=True)
class AnsweredSurvey:
    """A survey on the page of somebody who answered it."""

    response: UUID
    slug: str
    title: str
    state: ResponseState
    saved_at: datetime
    expires_at: datetime


def answered_by(person: UUID, language: str) -> list[AnsweredSurvey]:
    """The surveys a person has answered or begun, newest first.

    Args:
        person: the person's id.
        language: of the titles, where a survey has it.
    """
    mine = (
        select(SurveyResponse, Survey.slug)
        .join(Survey, Survey.id == SurveyResponse.survey_id)
        .where(SurveyResponse.subject_id == person)
        .order_by(SurveyResponse.saved_at.desc())
    )
    return [
        AnsweredSurvey(row.id, slug, _title(row, language), ResponseState(row.state), row.saved_at, row.expires_at)
        for row, slug in session().execute(mine)
    ]


def _title(row: SurveyResponse, language: str) -> str:
    return definition_of(row.survey_id, row.version).title_in(language)


@dataclass(frozen=True, slots=True)
class SurveyFigures:
    """A survey in the studio's list."""

    survey: Survey
    title: str
    finished: int


def every_survey(language: str) -> list[SurveyFigures]:
    """Every survey with how many have answered, newest first."""
    done = select(SurveyResponse.survey_id, func.count()).where(SurveyResponse.state == ResponseState.FINISHED)
    counts = dict(iter(session().execute(done.group_by(SurveyResponse.survey_id))))
    return [SurveyFigures(it, title, counts.get(it.id, 0)) for it, title in titled(language)]


def titled(language: str) -> list[tuple[Survey, str]]:
    """Every survey, drafts too, with what it is called in a language, newest first."""
    newest = (
        select(SurveyVersion.survey_id, func.max(SurveyVersion.number).label("number"))
        .group_by(SurveyVersion.survey_id)
        .subquery()
    )
    rows = session().execute(
        select(Survey, SurveyVersion.definition)
        .join(newest, newest.c.survey_id == Survey.id)
        .join(SurveyVersion, (SurveyVersion.survey_id == Survey.id) & (SurveyVersion.number == newest.c.number))
        .order_by(Survey.made_at.desc())
    )
    return [(survey, from_json(document).title_in(language) or survey.slug) for survey, document in rows]


def closing_by(moment: datetime) -> Sequence[Survey]:
    """The surveys that are asked and will have closed at a moment, the first first."""
    due = (Survey.live.is_not(None), Survey.retired_at.is_(None), Survey.closes_at.between(clock.now(), moment))
    return session().scalars(select(Survey).where(*due).order_by(Survey.closes_at)).all()


def finished_since(since: datetime) -> int:
    """How many answered a survey to its end here since a moment; what was brought along is not counted."""
    done = (SurveyResponse.survey_id.in_(select(Survey.id)), SurveyResponse.state == ResponseState.FINISHED)
    new = (*done, SurveyResponse.finished_at >= since, SurveyResponse.import_id.is_(None))
    return session().scalar(select(func.count()).where(*new)) or 0


def published_survey(survey_id: UUID) -> Survey:
    """A survey that is or was asked.

    Raises:
        NoSuchSurvey: there is none of that id, or it is a draft that was never published.
    """
    found = session().get(Survey, survey_id)
    if found is None or found.live is None:
        raise NoSuchSurvey
    return found


def title_of(survey: SurveyRow, language: str) -> str:
    """What a survey is called.

    Args:
        survey: its row, of one that is or was asked.
        language: of whoever reads it.
    """
    assert survey.live
    return definition_of(survey.id, survey.live).title_in(language)


def survey(survey_id: UUID) -> Survey:
    """The survey of that id.

    Raises:
        NoResultFound: there is none.
    """
    return session().get_one(Survey, survey_id)


def surveys_with(survey_ids: Collection[UUID]) -> Sequence[Survey]:
    """The surveys of these ids, in no order."""
    return session().scalars(select(Survey).where(Survey.id.in_(survey_ids))).all()
