"""Reading all responses of a survey, opened batch by batch."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, select

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import VaultKey
from leadgate.people.queries import restricted_people
from leadgate.surveys import sealed
from leadgate.surveys.models import SurveyResponse
from leadgate.surveys.sealed import SealedResponse, UnreadResponse
from leadgate.surveys.types import ResponseState

BATCH = 1_000


def responses_of(survey: UUID, *more: Any, batch: int = BATCH) -> Iterator[tuple[Any, SealedResponse]]:
    """Every response with what it holds, but those of people whose data may only be kept (GDPR art. 18)."""
    yield from ((row, sealed.from_text(text)) for row, text in _opened(survey, more, batch))


def unread_responses_of(survey: UUID) -> Iterator[tuple[Any, UnreadResponse]]:
    """The same responses, for whoever counts them all."""
    yield from ((row, sealed.unread(text)) for row, text in _opened(survey, (), BATCH))


def _opened(survey: UUID, more: Sequence[Any], batch: int) -> Iterator[tuple[Any, str]]:
    columns = (
        *(SurveyResponse.id, SurveyResponse.subject_id, SurveyResponse.version, SurveyResponse.state),
        *(SurveyResponse.language, SurveyResponse.source, SurveyResponse.began_at, SurveyResponse.finished_at),
        *(SurveyResponse.answers, SurveyResponse.import_id),
        VaultKey.wrapped,
    )
    mine = select(*columns).join(VaultKey, VaultKey.id == SurveyResponse.subject_id)
    mine = mine.where(SurveyResponse.survey_id == survey, SurveyResponse.state != ResponseState.ARRIVING, *more)
    mine = mine.where(SurveyResponse.subject_id.not_in(restricted_people())).order_by(SurveyResponse.id).limit(batch)
    for row in _in_batches(lambda last: [*session().execute(mine.where(*last))], batch):
        key = installation().vault.opened(row.subject_id, row.wrapped)
        yield row, key.open(SurveyResponse.answers, row.id, row.answers)


def _in_batches(read: Callable[[Sequence[Any]], list[Any]], batch: int) -> Iterator[Any]:
    """Rows batch by batch, each after the last of the one before, so that no list holds all."""
    rows = read(())
    while rows:
        yield from rows
        rows = read((SurveyResponse.id > rows[-1].id,)) if len(rows) == batch else []


def finished_by(people: Sequence[UUID], survey_ids: Collection[UUID]) -> Iterator[tuple[Any, UnreadResponse]]:
    """What people said in surveys they finished: who, in which and when, with what it holds.

    Args:
        people: their ids.
        survey_ids: of the surveys.
    """
    columns = (SurveyResponse.id, SurveyResponse.survey_id, SurveyResponse.subject_id, SurveyResponse.finished_at)
    mine = select(*columns, SurveyResponse.answers, VaultKey.wrapped)
    mine = mine.join(VaultKey, VaultKey.id == SurveyResponse.subject_id).where(is_finished())
    theirs = (SurveyResponse.survey_id.in_(survey_ids), SurveyResponse.subject_id.in_(people))
    for row in session().execute(mine.where(*theirs)):
        key = installation().vault.opened(row.subject_id, row.wrapped)
        yield row, sealed.unread(key.open(SurveyResponse.answers, row.id, row.answers))


def who_finished(people: Select[UUID], survey: UUID | None) -> Select[Any, Any]:
    """Who of some people finished a survey, and when (`person_id`, `at`).

    Args:
        people: their ids, as a statement.
        survey: its id; None for any.
    """
    found = select(SurveyResponse.subject_id.label("person_id"), SurveyResponse.finished_at.label("at"))
    return found.where(is_finished(), is_by(people), *([SurveyResponse.survey_id == survey] if survey else []))


def is_finished() -> ColumnElement[bool]:
    """The condition that a response is finished, for `responses_of`."""
    return SurveyResponse.state == ResponseState.FINISHED


def is_among(response_ids: Select[UUID] | Collection[UUID]) -> ColumnElement[bool]:
    """The condition that a response is one of these, for `responses_of`."""
    return SurveyResponse.id.in_(response_ids)


def is_by(person_ids: Select[UUID]) -> ColumnElement[bool]:
    """The condition that a response is by one of these people, for `responses_of`."""
    return SurveyResponse.subject_id.in_(person_ids)


def subjects_of(survey: UUID, response_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Under whose key each of these responses lies; another survey's are left out."""
    mine = (SurveyResponse.id.in_(response_ids), SurveyResponse.survey_id == survey)
    return dict(iter(session().execute(select(SurveyResponse.id, SurveyResponse.subject_id).where(*mine))))


def finished_ids(survey: UUID) -> Sequence[UUID]:
    """Every finished response of a survey, but of people whose data may only be kept."""
    return session().scalars(select(SurveyResponse.id).where(SurveyResponse.survey_id == survey, *_counting())).all()


def is_answered_here(survey: UUID) -> bool:
    """Whether anybody has begun to answer a survey here; what was imported is no answer of this kind."""
    mine = exists().where(SurveyResponse.survey_id == survey, SurveyResponse.import_id.is_(None))
    return bool(session().scalar(select(mine)))


def finished_counts(survey: UUID | None = None) -> dict[UUID, int]:
    """How many have finished, by survey, but people whose data may only be kept; of one survey or of all."""
    mine = (*_counting(), SurveyResponse.survey_id == survey) if survey else _counting()
    counted = select(SurveyResponse.survey_id, func.count()).where(*mine).group_by(SurveyResponse.survey_id)
    return dict(iter(session().execute(counted)))


def _counting() -> tuple[ColumnElement[bool], ...]:
    return is_finished(), SurveyResponse.subject_id.not_in(restricted_people())
